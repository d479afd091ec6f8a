package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.keycloak.runtime.GlobalEventListenerFactory;
import java.time.Clock;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakSession;

/** Listens in every realm, without any setting; to nothing where another channel is used. */
public final class TokenListenerFactory extends GlobalEventListenerFactory {
  private final Clock clock = Clock.systemUTC();

  public TokenListenerFactory() {
    super("duo-mfa-ciba");
  }

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    return new CibaTokenListener(session, clock);
  }
}
