package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.NewRealm;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of the answer to a push when the browser is gone (D7). */
@ExtendWith(KeycloakExtension.class)
@NewRealm
class UncollectedResultIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final DuoSimulator duo;
  private final KeycloakUnderTest keycloak;

  UncollectedResultIT(DuoSimulator duo, KeycloakUnderTest keycloak) {
    this.duo = duo;
    this.keycloak = keycloak;
  }

  @BeforeEach
  void enrol() {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
  }

  @Test
  void aDenialIsReportedAsIfTheBrowserHadCome(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    DuoLogin.proceed(denied(login));
    denied(login);

    Eventually.holds(() -> login.refusals().size() == 2);
    List<JsonNode> events = refusals(realm);
    assertThat(events.get(1).path("details").path("duo_txid").asText()).isNotEmpty();
    assertThat(alike(events.get(1))).isEqualTo(alike(events.get(0)));
    assertThat(denials(realm)).isEqualTo(2);
  }

  @Test
  void isReportedOnceWhenTheBrowserComesLater(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    Page waiting = denied(login);
    Eventually.holds(() -> login.refusals().size() == 1);

    Page factor = DuoLogin.proceed(waiting);

    assertThat(DuoLogin.error(factor)).contains("not approved");
    assertThat(login.refusals()).containsExactly("denied");
    assertThat(denials(realm)).isEqualTo(1);
  }

  @Test
  void anUnansweredPushIsReported(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.timeout", "2"));
    DuoLogin.press(login.password(), "push");

    Eventually.holds(() -> login.refusals().equals(List.of("push_timeout")));
  }

  @Test
  void aReportOfFraudIsReportedAndEndsEveryGrace(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, DuoSettings.grace(100));
    assertThat(DuoLogin.type(login.password(), "123456").arrived()).isTrue();
    Page factor =
        realm
            .browser()
            .open(realm.app().loginUrl(Map.of("prompt", "login")))
            .form("#kc-form-login")
            .with("username", login.user().username())
            .with("password", login.user().password())
            .submit();
    DuoLogin.press(DuoLogin.settled(factor), "push");
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().fraud("alice");

    Eventually.holds(() -> login.refusals().equals(List.of("fraud")));
    assertThat(DuoLogin.settled(login.password(realm.browser())).has("#kc-duo-form")).isTrue();
  }

  @Test
  void aDenialAfterTheUserStoppedWaitingIsReportedToo(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    Page waiting = DuoLogin.press(login.password(), "push");
    duo.pushes().awaitPending("alice", SOON);
    DuoLogin.cancel(waiting);
    duo.pushes().deny("alice");

    Eventually.holds(() -> login.refusals().equals(List.of("cancelled", "denied")));
  }

  @Test
  void anApprovalThatNobodyCameForIsInTheLog(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    DuoLogin.press(login.password(), "push");
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().approve("alice");

    Eventually.holds(
        () ->
            keycloak
                .logText()
                .lines()
                .anyMatch(
                    line ->
                        line.contains("realm " + realm.name() + ", user " + login.user().id())
                            && line.contains("approved, but no request of the login has come")));
    assertThat(realm.events().user("LOGIN")).isEmpty();
  }

  private Page denied(DuoLogin login) {
    Page waiting = DuoLogin.press(login.password(), "push");
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().deny("alice");
    return waiting;
  }

  private static List<JsonNode> refusals(TestRealm realm) {
    List<JsonNode> events = new ArrayList<>();
    realm.admin().get("/events?type=LOGIN_ERROR").forEach(event -> events.add(0, event));
    return events;
  }

  /** What two events of the same kind have in common. */
  private static JsonNode alike(JsonNode event) {
    ObjectNode same = event.deepCopy();
    same.remove(List.of("id", "time"));
    ((ObjectNode) same.path("details")).remove(List.of("duo_txid", "code_id"));
    return same;
  }

  private double denials(TestRealm realm) {
    return keycloak
        .metrics()
        .lines()
        .filter(line -> line.startsWith("keycloak_duo_mfa_outcomes_total{"))
        .filter(line -> line.contains("outcome=\"denied\""))
        .filter(line -> line.contains("realm=\"" + realm.name() + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
