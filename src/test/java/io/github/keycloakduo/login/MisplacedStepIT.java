package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A step of the wrong kind for its flow, in a real Keycloak. */
@ExtendWith(KeycloakExtension.class)
class MisplacedStepIT {
  private final DuoSimulator duo;
  private final KeycloakUnderTest keycloak;

  MisplacedStepIT(DuoSimulator duo, KeycloakUnderTest keycloak) {
    this.duo = duo;
    this.keycloak = keycloak;
  }

  @Test
  void theBrowserStepShowsNoPageInADirectGrant(TestRealm realm) {
    Map<String, String> exempt = new HashMap<>(DuoSettings.of(duo));
    exempt.put("whitelist.user_list.allow", "all_users");
    realm.withDirectGrantStep("duo-mfa", exempt);
    TestUser alice = realm.users().create("alice");

    GatewayAnswer answer = realm.gateway("ssh").call(alice, Map.of());

    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(answer.error()).isEqualTo("temporarily_unavailable");
    assertToldToTheAdministrator(realm, "the step duo-mfa shows pages");
    assertThat(reason(realm, "direct_grant")).contains("the step duo-mfa shows pages");
  }

  @Test
  void theDirectGrantStepIsRefusedWithAPageInABrowser(TestRealm realm) {
    realm.withBrowserStep("duo-mfa-direct-grant", DuoSettings.of(duo));

    Page page = realm.logIn(realm.users().create("alice"));

    assertThat(page.status()).as(page.toString()).isEqualTo(503);
    assertThat(page.has("#duo-outcome[data-outcome=config_error]")).as(page.toString()).isTrue();
    assertToldToTheAdministrator(realm, "the step duo-mfa-direct-grant answers programs");
    assertThat(reason(realm, "browser")).contains("the step duo-mfa-direct-grant answers programs");
  }

  private void assertToldToTheAdministrator(TestRealm realm, String sentence) {
    Map<String, String> details = realm.events().user("LOGIN_ERROR").get(0).details();
    assertThat(details).containsEntry("duo_outcome", "config_error");
    assertThat(details.get("reason")).contains(sentence);
    assertThat(keycloak.logText())
        .contains("realm " + realm.name() + ", config_error: " + sentence);
    assertThat(duo.requests().count()).isZero();
  }

  private static String reason(TestRealm realm, String boundTo) {
    for (JsonNode flow : realm.admin().get("/duo-mfa/flows")) {
      if (flow.path("boundTo").asText().equals(boundTo)) {
        return flow.path("reason").asText();
      }
    }
    return "";
  }
}
