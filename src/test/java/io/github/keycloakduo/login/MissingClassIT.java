package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.Http;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Logins at a server where a class that the step needs is gone, as classes and methods of Keycloak
 * may be after a patch: here it is one of our own, which fails in the same way.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MissingClassIT {
  private final DuoSimulator duo = DuoSimulator.start();
  private final ClientApp client = ClientApp.start();
  private final KeycloakUnderTest keycloak =
      ZipKeycloak.start(
          ServerOptions.defaults()
              .withoutClass("io/github/keycloakduo/policy/LimitSessions.class")
              .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host()));

  @AfterAll
  void stop() {
    keycloak.close();
    client.close();
    duo.close();
  }

  @Test
  void endWithOurPageEventMetricAndLogLine() {
    TestRealm realm = TestRealm.create(keycloak, client.redirectUri());
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page page = login.password();

    assertThat(page.status()).as(page.toString()).isEqualTo(503);
    assertThat(page.has("#duo-outcome")).as(page.toString()).isTrue();
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details())
        .containsEntry("duo_outcome", "duo_error")
        .containsEntry("reason", "our own mistake; see the server log");
    assertThat(metrics())
        .anyMatch(
            line ->
                line.startsWith("keycloak_duo_mfa_outcomes_total")
                    && line.contains("\"duo_error\"")
                    && line.contains(realm.name()));
    assertThat(keycloak.logText()).contains("The Duo step failed", "NoClassDefFoundError");
  }

  @Test
  void endWithAnOAuthErrorInADirectGrant() {
    TestRealm realm = TestRealm.create(keycloak, client.redirectUri());
    realm.withDirectGrantStep("duo-mfa-direct-grant", DuoSettings.of(duo));

    GatewayAnswer answer =
        realm.gateway("gateway").call(realm.users().create("alice"), Map.of("otp", "123456"));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(answer.error()).isEqualTo("temporarily_unavailable");
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details())
        .containsEntry("duo_outcome", "duo_error");
  }

  private List<String> metrics() {
    URI page = URI.create(keycloak.managementUrl() + "/metrics");
    return Http.send(HttpRequest.newBuilder(page)).body().lines().toList();
  }
}
