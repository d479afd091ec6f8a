package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.keycloak.DuoRuntime;
import io.github.keycloakduo.keycloak.Logs;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.grants.ciba.channel.AuthenticationChannelProvider;
import org.keycloak.protocol.oidc.grants.ciba.channel.AuthenticationChannelProviderFactory;

/**
 * Makes a push by Duo the way in which CIBA reaches its users, in all realms of the server. It is
 * not there unless the operator asks for it: a second channel would take CIBA from everybody who
 * uses the one that Keycloak brings.
 */
public final class DuoPushChannelFactory implements AuthenticationChannelProviderFactory {
  /** The id server options refer to. */
  public static final String PROVIDER_ID = "duo-push";

  private static final Logger LOG = Logger.getLogger(Logs.CATEGORY);

  /** Whether this is the channel of the server. */
  static boolean isChosen(KeycloakSessionFactory factory) {
    return factory.getProviderFactory(AuthenticationChannelProvider.class)
        instanceof DuoPushChannelFactory;
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public boolean isSupported(Config.Scope config) {
    return AuthenticationChannelProviderFactory.super.isSupported(config)
        && config.getBoolean("enabled", false);
  }

  @Override
  public AuthenticationChannelProvider create(KeycloakSession session) {
    return new DuoPushChannel(session, DuoRuntime.of(session.getKeycloakSessionFactory()));
  }

  @Override
  public void init(Config.Scope config) {
    // Each realm names its own configuration.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    if (!isChosen(factory)) {
      LOG.warn(
          "duo-push is enabled, but it is not the server's CIBA channel: set"
              + " spi-ciba-auth-channel--provider=duo-push");
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
