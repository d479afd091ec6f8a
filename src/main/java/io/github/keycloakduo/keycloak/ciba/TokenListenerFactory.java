package io.github.keycloakduo.keycloak.ciba;

import java.time.Clock;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Listens in every realm, without any setting; to nothing where another channel is used. */
public final class TokenListenerFactory implements EventListenerProviderFactory {
  private final Clock clock = Clock.systemUTC();

  @Override
  public String getId() {
    return "duo-mfa-ciba";
  }

  @Override
  public boolean isGlobal() {
    return true;
  }

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    return new TokenListener(session, clock);
  }

  @Override
  public void init(Config.Scope config) {
    // Nothing to configure.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    // The factory of the channel does what is to be done.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
