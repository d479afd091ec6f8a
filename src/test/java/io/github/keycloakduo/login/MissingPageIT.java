package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.testkit.OwnServer;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A login in a server where neither the step works nor the page that says so (D29). */
class MissingPageIT {
  @Test
  void endsWithAnAnswerThatNeedsNoPage() {
    try (OwnServer server =
        OwnServer.start(
            options ->
                options
                    .withoutClass("io/github/keycloakduo/policy/LimitSessions.class")
                    .withoutClass("io/github/keycloakduo/keycloak/step/OutcomePage.class"))) {
      TestRealm realm = server.newRealm();
      DuoLogin login = DuoLogin.at(realm, server.duo(), Map.of());

      Page page = login.password();

      assertThat(page.status()).as(page.toString()).isEqualTo(503);
      assertThat(page.text()).contains("cannot be checked at the moment");
      assertThat(realm.events().user("LOGIN_ERROR").get(0).details())
          .containsEntry("duo_outcome", "duo_error");
    }
  }
}
