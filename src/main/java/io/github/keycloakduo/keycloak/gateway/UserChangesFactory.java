package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.keycloak.runtime.GlobalEventListenerFactory;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakSession;

/** Listens in every realm, without any setting. */
public final class UserChangesFactory extends GlobalEventListenerFactory {
  public UserChangesFactory() {
    super("duo-mfa-users");
  }

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    return new UsernameCacheInvalidator(session);
  }
}
