package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.sessions.SessionOwner;
import java.time.Clock;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/**
 * An event listener that releases the reservations of logins that end in a later request than the
 * Duo step, for instance after the user has accepted the terms of use.
 */
public final class SessionEventListener implements EventListenerProvider {
  /** A session that is older than this has no reservation left: this login only used it again. */
  private static final long NEW_SECONDS = 60;

  private final KeycloakSession request;
  private final Clock clock;

  public SessionEventListener(KeycloakSession request, Clock clock) {
    this.request = request;
    this.clock = clock;
  }

  @Override
  public void onEvent(Event event) {
    if (event.getType() != EventType.LOGIN || event.getSessionId() == null) {
      return;
    }
    RealmModel realm = request.realms().getRealm(event.getRealmId());
    UserSessionModel session = request.sessions().getUserSession(realm, event.getSessionId());
    // Only our step writes the note, and only where there is a limit; all others cost nothing.
    if (session != null && session.getNote(SessionClientIp.NOTE) != null && isNew(session)) {
      ReservationRelease.after(
          request,
          KeycloakReservations.of(request.getKeycloakSessionFactory(), realm.getId(), clock),
          new SessionOwner(realm.getId(), event.getUserId(), SessionClientIp.of(session)),
          session.getId());
    }
  }

  private boolean isNew(UserSessionModel session) {
    return clock.instant().getEpochSecond() - session.getStarted() <= NEW_SECONDS;
  }

  @Override
  public void onEvent(AdminEvent event, boolean includeRepresentation) {
    // Administrators create no sessions.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
