package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.AdminClient;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.NeedsKeycloak;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A direct grant whose configuration allows a longer wait than Keycloak's transactions do (D28).
 */
@NeedsKeycloak("26.6")
class LongWaitIT {
  @Test
  void endsInOrderBeforeTheTransactionDoes() {
    try (DuoSimulator duo = DuoSimulator.start();
        ClientApp client = ClientApp.start();
        KeycloakUnderTest keycloak = ZipKeycloak.start(options(duo));
        TestRealm realm = TestRealm.create(keycloak, client.redirectUri())) {
      duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
      Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
      config.put("duo.timeout", "600");
      FlowStep step = realm.withDirectGrantStep("duo-mfa-direct-grant", config);

      GatewayAnswer answer = realm.gateway("gateway").call(realm.users().create("alice"), Map.of());

      assertThat(answer.error()).as(answer.toString()).isEqualTo("invalid_grant");
      assertThat(realm.events().user("LOGIN_ERROR"))
          .singleElement()
          .satisfies(
              event -> assertThat(event.details()).containsEntry("duo_outcome", "push_timeout"));
      JsonNode test =
          realm
              .admin()
              .post(
                  "/duo-mfa/configs/" + step.configAlias().replace(" ", "%20") + "/test",
                  AdminClient.nothing());
      assertThat(test.get(0).path("ok").asBoolean()).isTrue();
      assertThat(test.get(0).path("message").asText()).contains("waits 36 seconds and not 600");
    }
  }

  private static ServerOptions options(DuoSimulator duo) {
    return ServerOptions.defaults()
        .with("transaction-default-timeout", "40")
        .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host());
  }
}
