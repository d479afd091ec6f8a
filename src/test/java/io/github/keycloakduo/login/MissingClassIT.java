package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.OwnServer;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Logins at a server where a class that the step needs is gone, as classes and methods of Keycloak
 * may be after a patch: here it is one of our own, which fails in the same way.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MissingClassIT {
  @AutoClose
  private final OwnServer server =
      OwnServer.start(
          options -> options.withoutClass("io/github/keycloakduo/policy/LimitSessions.class"));

  @Test
  void endWithOurPageEventMetricAndLogLine() {
    TestRealm realm = server.newRealm();
    DuoLogin login = DuoLogin.at(realm, server.duo(), Map.of());

    Page page = login.password();

    assertThat(page.status()).as(page.toString()).isEqualTo(503);
    assertThat(page.has("#duo-outcome")).as(page.toString()).isTrue();
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details())
        .containsEntry("duo_outcome", "duo_error")
        .containsEntry("reason", "our own mistake; see the server log");
    assertThat(server.keycloak().metrics().lines())
        .anyMatch(
            line ->
                line.startsWith("keycloak_duo_mfa_outcomes_total")
                    && line.contains("\"duo_error\"")
                    && line.contains(realm.name()));
    assertThat(server.keycloak().logText()).contains("The Duo step failed", "NoClassDefFoundError");
  }

  @Test
  void endWithAnOAuthErrorInADirectGrant() {
    TestRealm realm = server.newRealm();
    realm.withDirectGrantStep("duo-mfa-direct-grant", DuoSettings.of(server.duo()));

    GatewayAnswer answer =
        realm.gateway("gateway").call(realm.users().create("alice"), Map.of("otp", "123456"));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(answer.error()).isEqualTo("temporarily_unavailable");
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details())
        .containsEntry("duo_outcome", "duo_error");
  }
}
