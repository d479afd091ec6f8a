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

/**
 * An event listener that empties the cache of user-name prefixes when users are created or changed.
 */
public final class UsernameCacheInvalidator implements EventListenerProvider {
  private static final Set<EventType> CHANGES =
      EnumSet.of(EventType.REGISTER, EventType.UPDATE_PROFILE, EventType.UPDATE_EMAIL);

  private final KeycloakSession session;

  public UsernameCacheInvalidator(KeycloakSession session) {
    this.session = session;
  }

  @Override
  public void onEvent(Event event) {
    if (CHANGES.contains(event.getType())) {
      invalidate();
    }
  }

  @Override
  public void onEvent(AdminEvent event, boolean includeRepresentation) {
    if (event.getResourceType() == ResourceType.USER) {
      invalidate();
    }
  }

  /** The cache belongs to the authenticator, which is not there where the operator disabled it. */
  private void invalidate() {
    if (session
            .getKeycloakSessionFactory()
            .getProviderFactory(Authenticator.class, ProviderIds.DIRECT_GRANT_USERNAME)
        instanceof UserChangeListener listener) {
      listener.usersChanged();
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
