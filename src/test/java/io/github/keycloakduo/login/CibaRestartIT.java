package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.TwoNodes;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.database.NeedsPostgres;
import io.github.keycloakduo.testkit.realm.CibaClient;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The nodes of a cluster come and go while somebody looks at his phone. */
@NeedsPostgres
class CibaRestartIT {
  private static final Duration EXPIRY = Duration.ofSeconds(20);

  @Test
  void whatANodeWaitedForEndsWithItAndNobodyHangs() {
    try (DuoSimulator duo = DuoSimulator.start();
        ClientApp app = ClientApp.start();
        TwoNodes nodes = TwoNodes.start(duo, CibaLogin::on)) {
      duo.pushTimeout(Duration.ofMinutes(10));
      duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
      TestRealm realm = TestRealm.create(nodes.first(), app.redirectUri());
      CibaLogin login = CibaLogin.at(realm, duo, EXPIRY, Map.of());
      CibaClient second = at(nodes.second(), login);

      String elsewhere = login.start();
      login.push();
      duo.pushes().approve("alice");
      assertThat(second.await(elsewhere).status()).isEqualTo(200);

      String orphan = login.start();
      login.push();
      nodes.killFirst();
      duo.pushes().approve("alice");
      assertThat(second.await(orphan).error()).isEqualTo("expired_token");

      String next = second.start("alice", Map.of());
      login.push();
      duo.pushes().approve("alice");
      assertThat(second.await(next).status()).isEqualTo(200);

      String lost = second.start("alice", Map.of());
      login.push();
      nodes.restart();
      duo.pushes().approve("alice");
      CibaClient restarted = at(nodes.first(), login);
      // The requests of all nodes were in their memory.
      assertThat(restarted.await(lost).error()).isEqualTo("invalid_grant");

      String last = restarted.start("alice", Map.of());
      login.push();
      duo.pushes().approve("alice");
      assertThat(restarted.await(last).status()).isEqualTo(200);
    }
  }

  private static CibaClient at(KeycloakUnderTest node, CibaLogin login) {
    return login.client().at(URI.create(node.baseUrl() + "/realms/" + login.realm().name()));
  }
}
