package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.FailSafeGraceStore;
import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/** The construction of the store of graces, and its upkeep. */
public final class GraceStores {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(5);

  private GraceStores() {}

  /** The store in Keycloak's database; a failure of it means that there is no grace. */
  public static GraceStore of(KeycloakSessionFactory sessions) {
    return new FailSafeGraceStore(
        database(sessions), (what, failure) -> LOG.warn("Cannot " + what, failure));
  }

  private static DatabaseGraceStore database(KeycloakSessionFactory sessions) {
    return new DatabaseGraceStore(
        OwnTransaction.of(
            sessions,
            session ->
                new GraceTable(
                    session.getProvider(JpaConnectionProvider.class).getEntityManager())));
  }

  /** Removes expired rows every few minutes, on one node of the cluster at a time. */
  static void keepClean(KeycloakSessionFactory sessions) {
    long interval = SWEEP_INTERVAL.toMillis();
    ClusterAwareScheduledTaskRunner runner =
        new ClusterAwareScheduledTaskRunner(sessions, new Sweep(database(sessions)), interval);
    KeycloakModelUtils.runJobInTransaction(
        sessions, session -> session.getProvider(TimerProvider.class).schedule(runner, interval));
  }

  private record Sweep(DatabaseGraceStore store) implements ScheduledTask {
    @Override
    public void run(KeycloakSession session) {
      store.sweep(Clock.systemUTC().instant());
    }

    @Override
    public String getTaskName() {
      return "duo-mfa-grace-sweep";
    }
  }
}
