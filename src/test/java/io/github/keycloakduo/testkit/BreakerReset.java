package io.github.keycloakduo.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.AdminClient;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to end what an outage in one test means for the next: an administrator's test of a
 * configuration, whose good answer closes the circuit breaker before the simulated Duo.
 */
final class BreakerReset {
  private final DuoSimulator duo;
  private final Supplier<TestRealm> realms;
  private @Nullable String path;
  private @Nullable AdminClient admin;

  BreakerReset(DuoSimulator duo, Supplier<TestRealm> realms) {
    this.duo = duo;
    this.realms = realms;
  }

  void run() {
    AdminClient client = admin;
    if (client == null) {
      TestRealm realm = realms.get();
      String alias = realm.withBrowserStep("duo-mfa", DuoSettings.of(duo)).configAlias();
      client = realm.admin();
      admin = client;
      path = "/duo-mfa/configs/" + alias.replace(" ", "%20") + "/test";
    }
    JsonNode checks = client.post(String.valueOf(path), AdminClient.nothing());
    for (JsonNode check : checks) {
      if (check.path("check").asText().equals("ping") && !check.path("ok").asBoolean()) {
        throw new IllegalStateException("the test before has left Duo unreachable: " + check);
      }
    }
  }
}
