package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.Http;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Keys that Duo refuses are noticed before anybody logs in. */
class KeyWatchIT {
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  @Test
  void tellsOfRefusedKeysInLogAndMetrics() {
    try (DuoSimulator duo = DuoSimulator.start();
        ClientApp client = ClientApp.start();
        KeycloakUnderTest keycloak =
            ZipKeycloak.start(
                options(duo).with("spi-authenticator--duo-mfa--key-watch-period", "2"))) {
      TestRealm realm = TestRealm.create(keycloak, client.redirectUri());
      FlowStep step = realm.withBrowserStep("duo-mfa", DuoSettings.of(duo));
      Map<String, String> unused = new HashMap<>(DuoSettings.of(duo));
      unused.put("duo.ikey", "DIUNUSEDUNUSEDUNUSED");
      realm.withFlow("unused", "duo-mfa", unused);
      String gauge = "keycloak_duo_mfa_integration_ok{config=\"" + step.configAlias() + "\"";

      await(() -> line(keycloak, gauge).endsWith(" 1.0"));
      assertThat(line(keycloak, gauge)).contains("realm=\"" + realm.name() + "\"");
      assertThat(warnings(keycloak)).doesNotContain(realm.name());

      step.change(Map.of("duo.ikey", "DIWRONGWRONGWRONGWRO"));
      await(() -> line(keycloak, gauge).endsWith(" 0.0"));
      assertThat(warnings(keycloak))
          .contains(realm.name(), step.configAlias(), "Duo does not know duo.ikey")
          .doesNotContain(duo.skey())
          .doesNotContain("unused");

      step.change(Map.of("duo.ikey", duo.ikey()));
      duo.faults().clockSkew(Duration.ofMinutes(2));
      await(() -> warnings(keycloak).contains("ms behind"));
      await(() -> line(keycloak, gauge).endsWith(" 1.0"));

      duo.stopListening();
      await(() -> line(keycloak, gauge).isEmpty());

      realm.close();
    }
  }

  private static ServerOptions options(DuoSimulator duo) {
    return ServerOptions.defaults().with("spi-authenticator--duo-mfa--allowed-hosts", duo.host());
  }

  private static String warnings(KeycloakUnderTest keycloak) {
    return String.join(
        "\n",
        keycloak.logText().lines().filter(line -> line.contains("configuration \"")).toList());
  }

  /** The first line of the metrics that begins so; empty if there is none. */
  private static String line(KeycloakUnderTest keycloak, String start) {
    return Http.send(HttpRequest.newBuilder(URI.create(keycloak.managementUrl() + "/metrics")))
        .body()
        .lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElse("");
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + MOST.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
