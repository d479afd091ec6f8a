package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.ciba.ChannelChoice;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ParsedSettings;
import io.github.keycloakduo.settings.SettingKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * What a configuration is used for, and which of that refuses it, although it is right by itself.
 */
final class ConfigUsages {
  static final String NO_BROWSER =
      "duo.mode: \"universal\" is not accepted in a direct grant, which has no browser; accepted is"
          + " form";

  private final KeycloakSession session;
  private final RealmModel realm;
  private final BiFunction<KeycloakSession, AuthenticatorConfigModel, ParsedSettings> reader;

  /**
   * In a realm.
   *
   * @param reader reads the configurations that share it
   */
  ConfigUsages(
      KeycloakSession session,
      RealmModel realm,
      BiFunction<KeycloakSession, AuthenticatorConfigModel, ParsedSettings> reader) {
    this.session = session;
    this.realm = realm;
    this.reader = reader;
  }

  /** A sentence for each use that refuses it. */
  List<String> refusals(AuthenticatorConfigModel config, DuoMfaSettings settings) {
    List<String> refusals = new ArrayList<>();
    if (settings.isUniversal()) {
      inDirectGrant(config).ifPresent(refusals::add);
    }
    ChannelChoice.refusal(session, realm, config, settings).ifPresent(refusals::add);
    return refusals;
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

  /** Those that have the alias from the vault are not found. */
  private Stream<AuthenticatorConfigModel> sharing(AuthenticatorConfigModel config) {
    return realm
        .getAuthenticatorConfigsStream()
        .filter(other -> other.getAlias() != null && shared(other).equals(config.getAlias()));
  }

  private static String shared(AuthenticatorConfigModel config) {
    Map<String, String> options = config.getConfig() == null ? Map.of() : config.getConfig();
    String alias = options.get(SettingKey.SHARED_CONFIG.id());
    return alias == null ? "" : alias.strip();
  }

  private static boolean isUniversal(ParsedSettings parsed) {
    return parsed instanceof ParsedSettings.Valid valid && valid.settings().isUniversal();
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
