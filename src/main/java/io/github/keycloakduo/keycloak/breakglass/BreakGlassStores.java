package io.github.keycloakduo.keycloak.breakglass;

import io.github.keycloakduo.breakglass.BreakGlassStore;
import io.github.keycloakduo.keycloak.runtime.ClusterTasks;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.timer.ScheduledTask;

/**
 * The store of break-glass exemptions as servers use it, and what removes those of users and realms
 * that are gone, and those that have expired.
 */
public final class BreakGlassStores {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);
  private static final Duration CLEANUP_INTERVAL = Duration.ofMinutes(15);

  private BreakGlassStores() {}

  /** The store in Keycloak's database. */
  public static BreakGlassStore of(KeycloakSessionFactory sessions) {
    return database(sessions);
  }

  private static DatabaseBreakGlassStore database(KeycloakSessionFactory sessions) {
    return new DatabaseBreakGlassStore(Transactions.of(sessions).map(BreakGlassStores::table));
  }

  /** A way to read the store in the transaction of a request, which costs no other one. */
  static BreakGlassReader within(KeycloakSession request, BreakGlassStore store) {
    return store instanceof DatabaseBreakGlassStore database
        ? (realmId, userId, now) -> database.find(table(request), realmId, userId, now)
        : store::find;
  }

  private static BreakGlassTable table(KeycloakSession session) {
    return new BreakGlassTable(session.getProvider(JpaConnectionProvider.class).getEntityManager());
  }

  /** Ends the exemptions of users and realms that were removed. */
  public static void onProviderEvent(ProviderEvent event, BreakGlassStore store) {
    if (event instanceof UserModel.UserRemovedEvent removed) {
      String realmId = removed.getRealm().getId();
      String userId = removed.getUser().getId();
      afterwards(removed.getKeycloakSession(), () -> store.end(realmId, userId));
    } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
      String realmId = removed.getRealm().getId();
      afterwards(removed.getKeycloakSession(), () -> store.endRealm(realmId));
    }
  }

  /** When the removal is in the database, and not at all if it is undone. */
  private static void afterwards(KeycloakSession session, Runnable work) {
    Transactions.afterCommit(
        session,
        () -> {
          try {
            work.run();
          } catch (RuntimeException | LinkageError failure) {
            // It expires, and no user has that id any more.
            LOG.error("Cannot end break-glass after a removal", failure);
          }
        });
  }

  /**
   * Has expired rows removed every few minutes, on one node of the cluster at a time. To be called
   * when the table is sure to be there.
   */
  public static void scheduleCleanup(KeycloakSessionFactory sessions, Clock clock) {
    ClusterTasks.schedule(sessions, new Cleanup(database(sessions), clock), CLEANUP_INTERVAL);
  }

  private record Cleanup(DatabaseBreakGlassStore store, Clock clock) implements ScheduledTask {
    @Override
    public void run(KeycloakSession session) {
      store.sweep(clock.instant());
    }

    @Override
    public String getTaskName() {
      return "duo-mfa-break-glass-sweep";
    }
  }
}
