package io.github.keycloakduo.keycloak.sessions;

import java.time.Clock;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.SessionExpiration;
import org.keycloak.timer.ScheduledTask;

/**
 * Removes what crashes and abandoned logins left. Nothing depends on when: who counts places knows
 * by himself which of them mean nothing any more.
 */
final class ReservationCleanup implements ScheduledTask {
  /** So that one run never holds a transaction for long. */
  private static final int AT_ONCE = 500;

  private final Clock clock;

  ReservationCleanup(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String getTaskName() {
    return "duo-mfa-expired-places";
  }

  @Override
  public void run(KeycloakSession session) {
    SessionRows rows =
        new SessionRows(session.getProvider(JpaConnectionProvider.class).getEntityManager());
    long now = clock.instant().getEpochSecond();
    for (SessionRows.Place place : rows.expired(now, AT_ONCE)) {
      RealmModel realm = session.realms().getRealm(place.realmId());
      if (realm != null
          && !place.ending()
          && new KeycloakActiveSessions(session, realm).loginUnderWay(place.sessionId())) {
        // Keycloak gave the login more time, for instance because of another tab.
        rows.extendExpired(
            place.sessionId(), now, now + SessionExpiration.getAuthSessionLifespan(realm));
      } else {
        rows.dropExpired(place.sessionId(), now);
      }
    }
  }
}
