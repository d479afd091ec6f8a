package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.authentication.Challenges;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.duo.CallObserver;
import io.github.keycloakduo.mfa.Factor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The meters on Keycloak's metrics page. Never tagged with users or addresses. */
public final class LoginMetrics implements CallObserver {
  private final MeterRegistry registry = Metrics.globalRegistry;

  void watch(Challenges challenges) {
    Gauge.builder("keycloak_duo_mfa_pending_pushes", challenges, Challenges::pending)
        .description("Pushes and calls that wait for an answer on this node")
        .register(registry);
  }

  /** Counts how a step ended. */
  public void count(String realm, OutcomeDetails details) {
    registry
        .counter(
            "keycloak_duo_mfa_outcomes_total",
            "realm",
            realm,
            "outcome",
            details.outcome().id(),
            "factor",
            details.factor().map(Factor::id).orElse("none"))
        .increment();
    // There from the first login on: an alert does not see the first of a kind as an increase.
    Counter breakGlass = registry.counter("keycloak_duo_mfa_break_glass_total", "realm", realm);
    if (details.breakGlass()) {
      breakGlass.increment();
    }
  }

  /** Counts a push, a call or a text message to a user. */
  public void countContact(String realm, Factor factor, String clientId) {
    registry
        .counter(
            "keycloak_duo_mfa_duo_contact_total",
            "realm",
            realm,
            "factor",
            factor.id(),
            "client",
            clientId)
        .increment();
  }

  @Override
  public void observe(String endpoint, String result, Duration took) {
    Timer.builder("keycloak_duo_mfa_request_seconds")
        .description("Requests to Duo")
        .tag("endpoint", endpoint)
        .tag("result", result)
        .register(registry)
        .record(took);
  }
}
