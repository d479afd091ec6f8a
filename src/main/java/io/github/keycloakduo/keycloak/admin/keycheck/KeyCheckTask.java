package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.keycloak.admin.checks.Probe;
import io.github.keycloakduo.keycloak.runtime.ConfigCache;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.SingleUseObjectStore;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * The task that checks, once a day and on one node of the cluster, whether Duo accepts the keys of
 * all configurations in use; all nodes show its result. Duo retires keys that nobody uses, and
 * administrators change them. What was refused is checked again every few minutes.
 */
final class KeyCheckTask {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);
  private static final String LOCK_KEY = "duo.key-watch.turn";
  private static final String RECHECK_LOCK_KEY = "duo.key-watch.again";
  private static final String STATUS_KEY = "duo.key-watch.found";

  /** Half of the time between two ticks: then each tick finds the lock of the one before gone. */
  private static final Duration RECHECK_LOCK = Duration.ofSeconds(150);

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
      keep(store, run(current, LOG::warn).check(inUse(current, LOG::warn)));
    } else if (KeyRecheck.isNeeded(known(store))
        && store.putIfAbsent(RECHECK_LOCK_KEY, RECHECK_LOCK)) {
      recheck(current);
    }
    store.get(STATUS_KEY).map(IntegrationStatus::read).ifPresent(gauge::show);
  }

  /** What is still bad has been in the log today, and is not repeated every few minutes. */
  private void recheck(DuoServices current) {
    SingleUseObjectStore store = current.store();
    KeyRecheck recheck = KeyRecheck.of(known(store), inUse(current, LOG::debug));
    List<IntegrationStatus> found = run(current, LOG::debug).check(recheck.refused());
    keep(store, recheck.applied(known(store), found));
  }

  private KeyCheckRun run(DuoServices current, Consumer<String> warnings) {
    return new KeyCheckRun(
        settings -> Probe.of(settings, current)::signed, warnings, current.clock());
  }

  private List<ConfigInUse> inUse(DuoServices current, Consumer<String> warnings) {
    ConfigCache configs = current.configs();
    return new ConfigsInUse(
            sessions,
            configs::of,
            (session, config) -> configs.ofClients(session, config).values(),
            warnings)
        .find();
  }

  private static List<IntegrationStatus> known(SingleUseObjectStore store) {
    return store.get(STATUS_KEY).map(IntegrationStatus::read).orElse(List.of());
  }

  /** Twice as long, so that nothing vanishes while the next check is under way. */
  private void keep(SingleUseObjectStore store, List<IntegrationStatus> statuses) {
    store.put(STATUS_KEY, IntegrationStatus.write(statuses), period.plus(period));
  }
}
