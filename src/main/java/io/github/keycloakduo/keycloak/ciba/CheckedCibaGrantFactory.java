package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.keycloak.claims.CibaNotes;
import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.ciba.CibaGrantTypeFactory;

/**
 * The factory of the CIBA grant, in the place of Keycloak's own: of two factories of one id
 * Keycloak takes the one of the higher order, and drops the other even if the first is not
 * supported. So it is always there, and makes Keycloak's own grant where the channel is not.
 */
public final class CheckedCibaGrantFactory extends CibaGrantTypeFactory {
  private static final int BEFORE_KEYCLOAK = 100;

  @Override
  public OAuth2GrantType create(KeycloakSession session) {
    return CibaNotes.isWrittenByUs(session.getKeycloakSessionFactory())
        ? new CheckedCibaGrant(DuoRuntime.of(session.getKeycloakSessionFactory()).services())
        : super.create(session);
  }

  @Override
  public int order() {
    return BEFORE_KEYCLOAK;
  }
}
