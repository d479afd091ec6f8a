package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.keycloak.admin.checks.Probe;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.SingleUseObjectStore;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * The task that checks, once a day and on one node of the cluster, whether Duo accepts the keys of
 * all configurations in use; all nodes show its result. Duo retires keys that nobody uses, and
 * administrators change them.
 */
final class KeyCheckTask {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);
  private static final String LOCK_KEY = "duo.key-watch.turn";
  private static final String STATUS_KEY = "duo.key-watch.found";

  private final KeycloakSessionFactory sessions;
  private final Supplier<DuoServices> services;
  private final Duration period;
  private final IntegrationGauge gauge = new IntegrationGauge(Metrics.globalRegistry);

  /**
   * Checks from the first tick on.
   *
   * @param period between two checks
   */
  KeyCheckTask(KeycloakSessionFactory sessions, Supplier<DuoServices> services, Duration period) {
    this.sessions = sessions;
    this.services = services;
    this.period = period;
  }

  /** Called by a timer that others share; so the work is done by another thread. */
  void tick() {
    DuoServices current = services.get();
    current.executor().execute(() -> checkAndLogFailures(current));
  }

  private void checkAndLogFailures(DuoServices current) {
    try {
      check(current);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The keys of Duo integrations could not be looked at", e);
    }
  }

  private void check(DuoServices current) {
    SingleUseObjectStore store = current.store();
    if (store.putIfAbsent(LOCK_KEY, period)) {
      KeyCheckRun run =
          new KeyCheckRun(
              settings -> Probe.of(settings, current)::signed, LOG::warn, current.clock());
      ConfigsInUse configs = new ConfigsInUse(sessions, current.configs()::of, LOG::warn);
      // Twice as long, so that nothing vanishes while the next check is under way.
      store.put(
          STATUS_KEY, IntegrationStatus.write(run.check(configs.find())), period.plus(period));
    }
    store.get(STATUS_KEY).map(IntegrationStatus::read).ifPresent(gauge::show);
  }
}
