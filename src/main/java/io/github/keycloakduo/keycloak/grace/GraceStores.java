package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.FailSafeGraceStore;
import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.keycloak.runtime.ClusterTasks;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.timer.ScheduledTask;

/** The store of graces as servers use it, and the task that removes expired graces. */
public final class GraceStores {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);
  private static final Duration CLEANUP_INTERVAL = Duration.ofMinutes(5);

  private GraceStores() {}

  /** The store in Keycloak's database; a failure of it means that there is no grace. */
  public static GraceStore of(KeycloakSessionFactory sessions) {
    return new FailSafeGraceStore(
        database(sessions), (what, failure) -> LOG.warn("Cannot " + what, failure));
  }

  private static DatabaseGraceStore database(KeycloakSessionFactory sessions) {
    return new DatabaseGraceStore(
        Transactions.of(sessions)
            .map(
                session ->
                    new GraceTable(
                        session.getProvider(JpaConnectionProvider.class).getEntityManager())));
  }

  /**
   * Has expired rows removed every few minutes, on one node of the cluster at a time. To be called
   * when the table is sure to be there.
   */
  public static void scheduleCleanup(KeycloakSessionFactory sessions, Clock clock) {
    ClusterTasks.schedule(sessions, new Cleanup(database(sessions), clock), CLEANUP_INTERVAL);
  }

  private record Cleanup(DatabaseGraceStore store, Clock clock) implements ScheduledTask {
    @Override
    public void run(KeycloakSession session) {
      store.sweep(clock.instant());
    }

    @Override
    public String getTaskName() {
      return "duo-mfa-grace-sweep";
    }
  }
}
