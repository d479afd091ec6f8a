package io.github.keycloakduo.keycloak.extension;

import io.github.keycloakduo.breakglass.BreakGlassStore;
import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.keycloak.admin.SavedConfigListener;
import io.github.keycloakduo.keycloak.breakglass.BreakGlassStores;
import io.github.keycloakduo.keycloak.ciba.CibaTokenListener;
import io.github.keycloakduo.keycloak.gateway.UsernameCacheInvalidator;
import io.github.keycloakduo.keycloak.grace.GraceEventListener;
import io.github.keycloakduo.keycloak.grace.GraceStores;
import io.github.keycloakduo.keycloak.sessions.ReservationCleanup;
import io.github.keycloakduo.keycloak.sessions.SessionEventListener;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/**
 * The factory of the extension's event listener, and of the tasks that keep its tables small. The
 * listener is global: Keycloak gives it the events of every realm, whatever the realm's own list of
 * listeners says.
 */
public final class DuoEventListenerFactory implements EventListenerProviderFactory {
  private final Clock clock = Clock.systemUTC();
  private @Nullable GraceStore graces;

  /** Realms need not list it. */
  @Override
  public String getId() {
    return "duo-mfa";
  }

  @Override
  public boolean isGlobal() {
    return true;
  }

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    GraceStore store = Objects.requireNonNull(graces, "the server has not started yet");
    return new DuoEventListener(
        List.of(
            new GraceEventListener(session, store),
            new SessionEventListener(session, clock),
            new UsernameCacheInvalidator(session),
            new SavedConfigListener(session),
            new CibaTokenListener(session, clock)));
  }

  @Override
  public void init(Config.Scope config) {
    // The options are the authenticator's.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    GraceStore store = GraceStores.of(factory);
    BreakGlassStore breakGlass = BreakGlassStores.of(factory);
    graces = store;
    factory.register(
        event -> {
          // Only then are the tables sure to be there.
          if (event instanceof PostMigrationEvent) {
            ServerCheck.run(factory);
            GraceStores.scheduleCleanup(factory, clock);
            BreakGlassStores.scheduleCleanup(factory, clock);
            ReservationCleanup.schedule(factory, clock);
          }
          GraceEventListener.onProviderEvent(event, store);
          BreakGlassStores.onProviderEvent(event, breakGlass);
        });
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
