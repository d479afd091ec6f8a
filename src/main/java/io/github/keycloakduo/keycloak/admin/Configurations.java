package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.runtime.ConfigPlaces;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import io.github.keycloakduo.settings.SettingKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

/** The configurations of this extension in a realm. */
final class Configurations {
  private static final Set<String> AUTHENTICATORS =
      Set.of(ProviderIds.BROWSER, ProviderIds.DIRECT_GRANT, ProviderIds.DIRECT_GRANT_USERNAME);

  private final RealmModel realm;

  Configurations(RealmModel realm) {
    this.realm = realm;
  }

  /** The one of that alias, or an error response. */
  AuthenticatorConfigModel require(String alias) {
    List<AuthenticatorConfigModel> all = all(alias);
    if (all.size() > 1) {
      throw AdminErrors.conflict(ConfigPlaces.describe(realm, all));
    }
    if (all.isEmpty() || !isOurs(all.get(0))) {
      throw AdminErrors.notFound(
          "configuration_not_found",
          "the realm has no configuration of this extension with that alias");
    }
    return all.get(0);
  }

  /** The same, of a step that asks Duo. */
  AuthenticatorConfigModel requireForLogin(String alias) {
    AuthenticatorConfigModel config = require(alias);
    if (isOfUsernameStep(config)) {
      throw AdminErrors.badRequest(
          "that is the configuration of the step that takes user names apart ("
              + ProviderIds.DIRECT_GRANT_USERNAME
              + "); a login is explained by that of the step that asks Duo");
    }
    return config;
  }

  /** The one of that alias, to be replaced; empty if there is none; or an error response. */
  Optional<AuthenticatorConfigModel> replaceable(String alias, boolean overwrite) {
    List<AuthenticatorConfigModel> all = all(alias);
    if (!all.isEmpty() && !overwrite) {
      throw AdminErrors.conflict("the realm has a configuration of that alias; see overwrite");
    }
    if (all.size() > 1 || !all.stream().allMatch(this::isOurs)) {
      throw AdminErrors.conflict("that alias belongs to a configuration that is not replaced");
    }
    return all.stream().findFirst();
  }

  private List<AuthenticatorConfigModel> all(String alias) {
    return ConfigPlaces.named(realm, alias).toList();
  }

  /** Whether it belongs to a step of this extension, or holds options of it. */
  boolean isOurs(AuthenticatorConfigModel config) {
    boolean known =
        config.getConfig() != null
            && config.getConfig().keySet().stream().anyMatch(id -> SettingKey.of(id).isPresent());
    return known || isOfStep(config);
  }

  /** Whether a step of this extension has it. */
  boolean isOfStep(AuthenticatorConfigModel config) {
    return authenticators(config).stream().anyMatch(AUTHENTICATORS::contains);
  }

  /** Whether only the step has it that takes user names apart. */
  boolean isOfUsernameStep(AuthenticatorConfigModel config) {
    return authenticators(config).equals(Set.of(ProviderIds.DIRECT_GRANT_USERNAME));
  }

  /** The authenticators of all executions that have it. */
  Set<String> authenticators(AuthenticatorConfigModel config) {
    return realm
        .getAuthenticationFlowsStream()
        .flatMap(flow -> realm.getAuthenticationExecutionsStream(flow.getId()))
        .filter(execution -> config.getId().equals(execution.getAuthenticatorConfig()))
        .map(AuthenticationExecutionModel::getAuthenticator)
        .filter(step -> step != null)
        .collect(Collectors.toSet());
  }
}
