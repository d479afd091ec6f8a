package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.FailSafeGraceStore;
import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/** The store that the operator of the server has chosen. */
public final class GraceStores {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(5);

  private GraceStores() {}

  /**
   * The store by the server option {@code spi-authenticator--duo-mfa--grace-store}.
   *
   * @param scope of the authenticator {@code duo-mfa}
   * @throws IllegalArgumentException when the option has no value of ours; the server must not
   *     start
   */
  public static GraceStore of(Config.Scope scope, KeycloakSessionFactory sessions) {
    GraceStore store =
        switch (GraceStoreKind.of(scope)) {
          case DATABASE -> database(sessions);
          case SINGLE_USE_OBJECTS ->
              new SingleUseGraceStore(
                  OwnTransaction.of(sessions, KeycloakSession::singleUseObjects));
        };
    return new FailSafeGraceStore(store, (what, failure) -> LOG.warn("Cannot " + what, failure));
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
  static void keepClean(Config.Scope scope, KeycloakSessionFactory sessions) {
    if (GraceStoreKind.of(scope) == GraceStoreKind.DATABASE) {
      long interval = SWEEP_INTERVAL.toMillis();
      ClusterAwareScheduledTaskRunner runner =
          new ClusterAwareScheduledTaskRunner(sessions, new Sweep(database(sessions)), interval);
      KeycloakModelUtils.runJobInTransaction(
          sessions, session -> session.getProvider(TimerProvider.class).schedule(runner, interval));
    }
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
