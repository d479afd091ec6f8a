package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.keycloak.admin.checks.Probe;
import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.SingleUseObjectStore;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Duo retires keys that nobody uses, and administrators change them: once a day one node of the
 * cluster asks Duo about all configurations in use, and all nodes show what it found.
 */
final class KeyCheckTask {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);
  private static final String TURN = "duo.key-watch.turn";
  private static final String FOUND = "duo.key-watch.found";

  private final KeycloakSessionFactory sessions;
  private final Duration period;
  private final IntegrationGauge gauge = new IntegrationGauge(Metrics.globalRegistry);

  /**
   * Watches from the first tick on.
   *
   * @param period between two looks
   */
  KeyCheckTask(KeycloakSessionFactory sessions, Duration period) {
    this.sessions = sessions;
    this.period = period;
  }

  /** Called by a timer that others need, too; so the work is done elsewhere. */
  void tick() {
    DuoRuntime runtime = DuoRuntime.of(sessions);
    runtime.executor().execute(() -> guarded(runtime));
  }

  private void guarded(DuoRuntime runtime) {
    try {
      turn(runtime);
    } catch (RuntimeException e) {
      LOG.warn("The keys of Duo integrations could not be looked at", e);
    }
  }

  private void turn(DuoRuntime runtime) {
    SingleUseObjectStore board = runtime.board();
    if (board.isFirst(TURN, period)) {
      KeyCheckRun round =
          new KeyCheckRun(
              settings -> Probe.of(settings, runtime)::signed, LOG::warn, runtime.clock());
      ConfigsInUse realms =
          new ConfigsInUse(sessions, runtime.settings()::of, new Survey(LOG::warn));
      // Twice as long, so that nothing vanishes while the next look is under way.
      board.remember(FOUND, IntegrationStatus.write(round.of(realms.find())), period.plus(period));
    }
    board.recall(FOUND).map(IntegrationStatus::read).ifPresent(gauge::show);
  }
}
