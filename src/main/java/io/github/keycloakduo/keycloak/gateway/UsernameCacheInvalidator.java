package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import java.util.EnumSet;
import java.util.Set;
import org.keycloak.authentication.Authenticator;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;

/** Tells the user-name step that users have been made or renamed. */
final class UsernameCacheInvalidator implements EventListenerProvider {
  private static final Set<EventType> CHANGES =
      EnumSet.of(EventType.REGISTER, EventType.UPDATE_PROFILE, EventType.UPDATE_EMAIL);

  private final KeycloakSession session;

  UsernameCacheInvalidator(KeycloakSession session) {
    this.session = session;
  }

  @Override
  public void onEvent(Event event) {
    if (CHANGES.contains(event.getType())) {
      tell();
    }
  }

  @Override
  public void onEvent(AdminEvent event, boolean includeRepresentation) {
    if (event.getResourceType() == ResourceType.USER) {
      tell();
    }
  }

  private void tell() {
    ((DuoMfaDirectGrantUsername)
            session
                .getKeycloakSessionFactory()
                .getProviderFactory(Authenticator.class, ProviderIds.DIRECT_GRANT_USERNAME))
        .usersChanged();
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
