package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.keycloak.claims.CibaNotes;
import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.grants.ciba.channel.AuthenticationChannelProvider;
import org.keycloak.protocol.oidc.grants.ciba.channel.AuthenticationChannelProviderFactory;

/**
 * The factory of the CIBA authentication channel {@code duo-push}, for all realms of the server. It
 * is not there unless the operator enables it: a second channel would take CIBA from everybody who
 * uses the one that Keycloak brings.
 */
public final class DuoPushChannelFactory implements AuthenticationChannelProviderFactory {

  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  @Override
  public String getId() {
    return ProviderIds.CIBA_CHANNEL;
  }

  @Override
  public boolean isSupported(Config.Scope config) {
    return AuthenticationChannelProviderFactory.super.isSupported(config)
        && config.getBoolean("enabled", false);
  }

  @Override
  public AuthenticationChannelProvider create(KeycloakSession session) {
    DuoRuntime runtime = DuoRuntime.of(session.getKeycloakSessionFactory());
    return new DuoPushChannel(
        session,
        runtime.services(),
        new PushAuthentication(runtime.flow(), runtime.asyncFlow(), runtime.services().clock()));
  }

  @Override
  public void init(Config.Scope config) {
    // Each realm names its own configuration.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    if (!CibaNotes.isWrittenByUs(factory)) {
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
