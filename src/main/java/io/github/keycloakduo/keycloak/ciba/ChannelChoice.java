package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.keycloak.claims.CibaNotes;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.Optional;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The part of the CIBA configuration of a realm that other rooms may know. */
public final class ChannelChoice {
  private ChannelChoice() {}

  /** Its alias; empty where no CIBA request would look for it. */
  public static Optional<String> alias(KeycloakSession session, RealmModel realm) {
    return Optional.of(CibaConfig.alias(realm))
        .filter(alias -> !alias.isEmpty())
        .filter(alias -> CibaNotes.isWrittenByUs(session.getKeycloakSessionFactory()));
  }

  /** Why CIBA refuses a configuration that is right by itself; empty if it was not chosen. */
  public static Optional<String> refusal(
      KeycloakSession session,
      RealmModel realm,
      AuthenticatorConfigModel config,
      DuoMfaSettings settings) {
    return alias(session, realm)
        .filter(alias -> alias.equals(config.getAlias()))
        .flatMap(chosen -> CibaConfig.unfit(settings));
  }
}
