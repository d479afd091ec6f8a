package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.OwnServer;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a gateway sends is found nowhere again, on a server that logs as much as it can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayCanaryIT {
  private static final String CODE = "748159263";
  private static final String ANSWER = "canary-answer-5417";

  @AutoClose
  private final OwnServer server = OwnServer.start(options -> options.with("log-level", "TRACE"));

  @Test
  void neitherPasscodesNorAnswersAreInAnyLogEventOrCounter() {
    DuoSimulator duo = server.duo();
    TestRealm realm = server.newRealm();
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.put("question_1.key", "ticket");
    config.put("question_1.prompt", "Ticket?");
    realm.withGatewaySteps(
        Map.of("gateway.otp_in_username", "true", "gateway.clients", "ssh"), config);
    realm.bruteForce().lockAfter(30);
    TestUser alice = realm.users().create("alice");
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode(CODE);
    Gateway gateway = realm.gateway("ssh");
    Gateway stranger = realm.gateway("stranger");

    List.of(
            "otp=" + CODE + "@alice",
            "ticket=" + ANSWER + "@otp=" + CODE + "@alice",
            "CORP\\otp~" + CODE + "%alice",
            "otp=" + CODE + "@nobody",
            "otp=" + CODE,
            "otp=" + CODE + "@otp=" + CODE + "@alice",
            "port=1@otp=" + CODE + "@alice",
            "alice@otp=" + CODE)
        .forEach(
            name -> {
              gateway.call(name, alice.password(), Map.of());
              gateway.call(name, "wrong", Map.of());
              stranger.call(name, alice.password(), Map.of());
            });
    gateway.call(alice, Map.of("otp", CODE));
    gateway.call(alice, Map.of("otp", CODE, "answer.ticket", ANSWER));
    duo.user("alice").passcode(CODE + "0");
    assertThat(
            gateway
                .call("ticket=" + ANSWER + "@otp=" + CODE + "0@alice", alice.password(), Map.of())
                .isIn())
        .isTrue();

    String events = realm.events().user("LOGIN").toString() + realm.events().user("LOGIN_ERROR");
    assertThat(events).contains("alice").doesNotContain(CODE, ANSWER);
    assertThat(realm.bruteForce().record(alice).toString()).doesNotContain(CODE);
    assertThat(leaks(server.keycloak().logText(), CODE)).isEmpty();
    assertThat(leaks(server.keycloak().logText(), ANSWER))
        // Keycloak stores the notes of a session, which the answers are, in its database.
        .filteredOn(line -> !line.contains("[org.hibernate."))
        .isEmpty();
  }

  private static List<String> leaks(String log, String canary) {
    return log.lines()
        .filter(line -> line.contains(canary))
        .map(line -> line.length() > 300 ? line.substring(0, 300) : line)
        .toList();
  }
}
