package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.TwoNodes;
import io.github.keycloakduo.testkit.realm.CibaClient;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Backchannel requests while the nodes of a cluster come and go. It ends no node by itself, since
 * other logins are to be seen at the same moments.
 */
final class CibaOnTwoNodes {
  /** Of a request; long enough for the death of a node to come first. */
  private static final Duration EXPIRY = Duration.ofSeconds(20);

  private static final Duration LONGER_THAN_THE_TEST = Duration.ofMinutes(10);
  private static final String USER = "alice-ciba";

  private final TwoNodes nodes;
  private final DuoSimulator duo;
  private final CibaLogin login;
  private String pending = "";

  CibaOnTwoNodes(TwoNodes nodes, DuoSimulator duo, URI redirectUri) {
    this.nodes = nodes;
    this.duo = duo;
    TestRealm realm = TestRealm.create(nodes.first(), redirectUri);
    this.login =
        CibaLogin.at(
            realm,
            duo,
            EXPIRY,
            Map.of("usermapping.explicit", "[{\"key\":\"alice\",\"value\":\"" + USER + "\"}]"));
  }

  void collectsFromTheSecondWhatTheFirstAskedFor() {
    askTheFirst();
    duo.pushes().approve(USER);

    assertThat(at(nodes.second()).await(pending).status()).isEqualTo(200);
  }

  void askTheFirst() {
    ask(at(nodes.first()));
  }

  void askTheSecond() {
    ask(at(nodes.second()));
  }

  void theRequestOfTheDeadNodeExpires() {
    assertThat(at(nodes.second()).await(pending).error()).isEqualTo("expired_token");

    getsTokensFrom(nodes.second());
  }

  /**
   * Keycloak has the requests of all nodes in their memory. A slow restart may take longer than the
   * request lives.
   */
  void theRequestOfBeforeTheRestartIsUnknown() {
    assertThat(at(nodes.first()).await(pending).error()).isIn("invalid_grant", "expired_token");

    getsTokensFrom(nodes.first());
  }

  private void getsTokensFrom(KeycloakUnderTest node) {
    ask(at(node));
    duo.pushes().approve(USER);
    assertThat(at(node).await(pending).status()).isEqualTo(200);
  }

  private void ask(CibaClient client) {
    duo.pushTimeout(LONGER_THAN_THE_TEST);
    duo.user(USER).phone("DP9", "Phone", Capability.PUSH);
    pending = client.start(login.user().username(), Map.of());
    duo.pushes().awaitPending(USER, CibaLogin.SOON);
  }

  private CibaClient at(KeycloakUnderTest node) {
    return login.client().at(URI.create(node.baseUrl() + "/realms/" + login.realm().name()));
  }
}
