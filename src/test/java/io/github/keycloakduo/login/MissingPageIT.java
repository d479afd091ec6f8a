package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A login in a server where neither the step works nor the page that says so (D29). */
class MissingPageIT {
  @Test
  void endsWithAnAnswerThatNeedsNoPage() {
    try (DuoSimulator duo = DuoSimulator.start();
        ClientApp client = ClientApp.start();
        KeycloakUnderTest keycloak =
            ZipKeycloak.start(
                ServerOptions.defaults()
                    .withoutClass("io/github/keycloakduo/policy/LimitSessions.class")
                    .withoutClass("io/github/keycloakduo/keycloak/step/OutcomePage.class")
                    .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host()))) {
      TestRealm realm = TestRealm.create(keycloak, client.redirectUri());
      DuoLogin login = DuoLogin.at(realm, duo, Map.of());

      Page page = login.password();

      assertThat(page.status()).as(page.toString()).isEqualTo(503);
      assertThat(page.text()).contains("cannot be checked at the moment");
      assertThat(realm.events().user("LOGIN_ERROR").get(0).details())
          .containsEntry("duo_outcome", "duo_error");
    }
  }
}
