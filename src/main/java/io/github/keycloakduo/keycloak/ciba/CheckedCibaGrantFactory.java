package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.ciba.CibaGrantTypeFactory;

/**
 * The factory of the CIBA grant, in the place of Keycloak's own: of two factories of one id
 * Keycloak takes the one of the higher order. It is not there unless the channel is.
 */
public final class CheckedCibaGrantFactory extends CibaGrantTypeFactory {
  private static final int BEFORE_KEYCLOAK = 100;
  private static final String CHANNELS = "ciba-auth-channel";

  @Override
  public boolean isSupported(Config.Scope config) {
    return super.isSupported(config)
        && Config.scope(CHANNELS, ProviderIds.CIBA_CHANNEL).getBoolean("enabled", false);
  }

  @Override
  public OAuth2GrantType create(KeycloakSession session) {
    return new CheckedCibaGrant(DuoRuntime.of(session.getKeycloakSessionFactory()).services());
  }

  @Override
  public int order() {
    return BEFORE_KEYCLOAK;
  }
}
