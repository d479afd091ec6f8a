package io.github.keycloakduo.keycloak.admin.keycheck;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/** The gauge {@code keycloak_duo_mfa_integration_ok}, alike on all nodes. */
final class IntegrationGauge {
  private final MultiGauge gauge;

  IntegrationGauge(MeterRegistry registry) {
    this.gauge =
        MultiGauge.builder("keycloak_duo_mfa_integration_ok")
            .description("Whether Duo accepted the keys of a configuration at the last daily look")
            .register(registry);
  }

  /** Replaces all values that were shown before. */
  void show(List<IntegrationStatus> statuses) {
    gauge.register(statuses.stream().<MultiGauge.Row<?>>map(IntegrationGauge::row).toList(), true);
  }

  private static MultiGauge.Row<?> row(IntegrationStatus status) {
    return MultiGauge.Row.of(
        Tags.of("realm", status.realm(), "config", status.config()), status.ok() ? 1 : 0);
  }
}
