package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.ciba.ChannelChoice;
import io.github.keycloakduo.keycloak.runtime.ConfigCache;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import io.github.keycloakduo.keycloak.runtime.TransactionTimeout;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.policy.LoginStep;
import io.github.keycloakduo.policy.StepWarning;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.SettingKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The usages of configurations of a realm, and the problems that a configuration has in one of them
 * although it is valid by itself.
 */
final class ConfigUsages {
  private static final String NO_BROWSER =
      "duo.mode: invalid value \"universal\" in a direct grant, which has no browser: expected form";

  private final KeycloakSession session;
  private final RealmModel realm;
  private final BiFunction<KeycloakSession, AuthenticatorConfigModel, ConfigResult> reader;

  /**
   * In a realm.
   *
   * @param reader reads the configurations that share it
   */
  ConfigUsages(
      KeycloakSession session,
      RealmModel realm,
      BiFunction<KeycloakSession, AuthenticatorConfigModel, ConfigResult> reader) {
    this.session = session;
    this.realm = realm;
    this.reader = reader;
  }

  static ConfigUsages in(AdminContext context) {
    return new ConfigUsages(context.session(), context.realm(), context.services().configs()::of);
  }

  /** A sentence for each usage that rejects it. */
  List<String> problems(AuthenticatorConfigModel config, DuoMfaSettings settings) {
    List<String> problems = new ArrayList<>();
    if (settings.isUniversal()) {
      inDirectGrant(config).ifPresent(problems::add);
    }
    ChannelChoice.refusal(session, realm, config, settings).ifPresent(problems::add);
    return problems;
  }

  /** A warning for each usage that does not get all it asks for. */
  List<StepWarning> warnings(AuthenticatorConfigModel config, DuoMfaSettings settings) {
    boolean waits =
        hasDirectGrant(config)
            || sharing(config)
                .filter(this::hasDirectGrant)
                .anyMatch(
                    other -> timeout(reader.apply(session, other)).equals(settings.timeout()));
    return TransactionTimeout.warning(settings)
        .filter(text -> waits)
        .map(text -> new StepWarning(LoginStep.CHALLENGE, text))
        .stream()
        .toList();
  }

  /** Zero where nobody waits. */
  private static Duration timeout(ConfigResult parsed) {
    return parsed.match(valid -> valid.settings().timeout(), invalid -> Duration.ZERO);
  }

  /** Why no step that has it could use it. */
  Optional<String> loginProblem(AuthenticatorConfigModel config, DuoMfaSettings settings) {
    Set<String> authenticators = new Configurations(realm).authenticators(config);
    boolean withoutBrowser =
        authenticators.contains(ProviderIds.DIRECT_GRANT)
            && !authenticators.contains(ProviderIds.BROWSER);
    return settings.isUniversal() && withoutBrowser ? Optional.of(NO_BROWSER) : Optional.empty();
  }

  private Optional<String> inDirectGrant(AuthenticatorConfigModel config) {
    if (hasDirectGrant(config)) {
      return Optional.of(NO_BROWSER);
    }
    return sharing(config)
        .filter(this::hasDirectGrant)
        .filter(other -> isUniversal(reader.apply(session, other)))
        .map(
            other ->
                NO_BROWSER
                    + "; the direct grant has \""
                    + LogSafeText.of(other.getAlias())
                    + "\", whose shared.config this is")
        .findFirst();
  }

  /** Configurations whose {@code shared.config} is in the vault are not found. */
  private Stream<AuthenticatorConfigModel> sharing(AuthenticatorConfigModel config) {
    return sharing(realm, config);
  }

  /** The configurations of the realm that take options from it, or for single clients go by it. */
  static Stream<AuthenticatorConfigModel> taking(
      KeycloakSession session,
      RealmModel realm,
      ConfigCache configs,
      AuthenticatorConfigModel config) {
    return Stream.concat(
            sharing(realm, config),
            realm
                .getAuthenticatorConfigsStream()
                .filter(other -> configs.clients(session, other).containsValue(config.getAlias())))
        .distinct();
  }

  /** The configurations of the realm whose {@code shared.config} it is. */
  static Stream<AuthenticatorConfigModel> sharing(
      RealmModel realm, AuthenticatorConfigModel config) {
    return realm
        .getAuthenticatorConfigsStream()
        .filter(other -> other.getAlias() != null && shared(other).equals(config.getAlias()));
  }

  private static String shared(AuthenticatorConfigModel config) {
    Map<String, String> options = config.getConfig() == null ? Map.of() : config.getConfig();
    String alias = options.get(SettingKey.SHARED_CONFIG.id());
    return alias == null ? "" : alias.strip();
  }

  private static boolean isUniversal(ConfigResult parsed) {
    return parsed.match(valid -> valid.settings().isUniversal(), invalid -> false);
  }

  private boolean hasDirectGrant(AuthenticatorConfigModel config) {
    return realm
        .getAuthenticationFlowsStream()
        .flatMap(flow -> realm.getAuthenticationExecutionsStream(flow.getId()))
        .filter(step -> ProviderIds.DIRECT_GRANT.equals(step.getAuthenticator()))
        .filter(AuthenticationExecutionModel::isEnabled)
        .anyMatch(step -> config.getId().equals(step.getAuthenticatorConfig()));
  }
}
