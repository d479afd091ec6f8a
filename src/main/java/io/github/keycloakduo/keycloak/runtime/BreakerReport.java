package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.duo.BreakerObserver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** The report of circuit breakers: a gauge for each host of Duo, and log lines. */
final class BreakerReport implements BreakerObserver {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  @Override
  public void onHost(String host, BooleanSupplier open) {
    Gauge.builder("keycloak_duo_mfa_breaker_open", open, state -> state.getAsBoolean() ? 1 : 0)
        .description("1 while logins of this node are decided without a call to this host of Duo")
        .tag("host", host)
        .strongReference(true)
        .register(Metrics.globalRegistry);
  }

  @Override
  public void onOpen(String sentence) {
    LOG.warn("Circuit breaker open: " + sentence);
  }

  @Override
  public void onClose(String sentence) {
    LOG.info("Circuit breaker closed: " + sentence);
  }
}
