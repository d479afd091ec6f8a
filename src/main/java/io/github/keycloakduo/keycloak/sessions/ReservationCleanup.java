package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.keycloak.runtime.ClusterTasks;
import java.time.Clock;
import java.time.Duration;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.SessionExpiration;
import org.keycloak.timer.ScheduledTask;

/**
 * A scheduled task that removes the reservations of crashed and abandoned logins. Nothing depends
 * on when it runs: obsolete rows are recognised whenever reservations are counted.
 */
public final class ReservationCleanup implements ScheduledTask {
  private static final Duration INTERVAL = Duration.ofMinutes(15);

  /** So that one run never holds a transaction for long. */
  private static final int MAX_ROWS = 500;

  private final Clock clock;

  private ReservationCleanup(Clock clock) {
    this.clock = clock;
  }

  /** Schedules the task. To be called when the tables are sure to be there. */
  public static void schedule(KeycloakSessionFactory sessions, Clock clock) {
    ClusterTasks.schedule(sessions, new ReservationCleanup(clock), INTERVAL);
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
    for (SessionRows.Entry entry : rows.expired(now, MAX_ROWS)) {
      RealmModel realm = session.realms().getRealm(entry.realmId());
      if (realm != null
          && !entry.ending()
          && new KeycloakActiveSessions(session, realm.getId()).isLoginPending(entry.sessionId())) {
        // Keycloak gave the login more time, for instance because of another tab.
        rows.extendExpired(
            entry.sessionId(), now, now + SessionExpiration.getAuthSessionLifespan(realm));
      } else {
        rows.dropExpired(entry.sessionId(), now);
      }
    }
  }
}
