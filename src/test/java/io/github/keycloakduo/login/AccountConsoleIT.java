package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.Http;
import io.github.keycloakduo.testkit.server.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Keycloak's account console offers where Duo is the only second step. */
@ExtendWith(KeycloakExtension.class)
class AccountConsoleIT {
  private static final String CONFIGURE_OTP = "/authentication/required-actions/CONFIGURE_TOTP";

  /** Also what docs/flows.md says of the cure. */
  @Test
  void offersAnAuthenticatorApplicationUntilConfigureOtpIsDisabled(
      TestRealm realm, DuoSimulator duo) {
    realm.withBrowserStep("duo-mfa", DuoSettings.of(duo));
    withoutKeycloaksOwnSecondFactors(realm);
    TestUser alice = realm.users().create("alice");
    GatewayAnswer login = realm.gateway("gateway").call(alice, Map.of());
    String token = login.json().path("access_token").asText();
    assertThat(mayAddOtp(realm, token)).isTrue();

    ObjectNode action = (ObjectNode) realm.admin().get(CONFIGURE_OTP);
    realm.admin().put(CONFIGURE_OTP, action.put("enabled", false));

    assertThat(mayAddOtp(realm, token)).isFalse();
  }

  private static void withoutKeycloaksOwnSecondFactors(TestRealm realm) {
    String flow = realm.admin().get("").path("browserFlow").asText().replace(" ", "%20");
    for (JsonNode execution : realm.admin().get("/authentication/flows/" + flow + "/executions")) {
      if (execution.path("displayName").asText().contains("Conditional")) {
        realm.admin().delete("/authentication/executions/" + execution.path("id").asText());
      }
    }
    assertThat(realm.admin().get("/authentication/flows/" + flow + "/executions").toString())
        .contains("duo-mfa")
        .doesNotContain("auth-otp-form");
  }

  private static boolean mayAddOtp(TestRealm realm, String token) {
    String body =
        Http.send(
                HttpRequest.newBuilder(URI.create(realm.app().realmUrl() + "/account/credentials"))
                    .header("Authorization", "Bearer " + token)
                    .header("Accept", "application/json"))
            .body();
    assertThat(body).contains("\"password\"");
    return StreamSupport.stream(Json.read(body).spliterator(), false)
        .filter(offered -> offered.path("type").asText().equals("otp"))
        .anyMatch(offered -> offered.hasNonNull("createAction"));
  }
}
