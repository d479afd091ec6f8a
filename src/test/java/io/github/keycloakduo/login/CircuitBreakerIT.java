package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.admin.DuoAdmin;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.Authenticator;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After five logins that Duo has not answered, the next ones are decided without it. */
@ExtendWith(KeycloakExtension.class)
class CircuitBreakerIT {
  private static final Map<String, String> OPEN = Map.of("duo.ignore_conn_err", "true");

  private final DuoSimulator duo;
  private final KeycloakUnderTest keycloak;

  CircuitBreakerIT(DuoSimulator duo, KeycloakUnderTest keycloak) {
    this.duo = duo;
    this.keycloak = keycloak;
  }

  @BeforeEach
  void enrolAlice() {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
  }

  private void breakEveryCall() {
    duo.faults().onAll().always(Fault.reset());
  }

  private static void fiveLogins(DuoLogin login, TestRealm realm) {
    for (int i = 0; i < 5; i++) {
      DuoLogin.settled(login.password(realm.browser()));
    }
  }

  private long logins() {
    return Stream.of(Endpoint.PREAUTH, Endpoint.HEALTH_CHECK)
        .mapToLong(endpoint -> duo.requests().count(endpoint))
        .sum();
  }

  private String gauge() {
    String line = "keycloak_duo_mfa_breaker_open{host=\"" + duo.host() + "\"} ";
    return keycloak
        .metrics()
        .lines()
        .filter(text -> text.startsWith(line))
        .map(text -> text.substring(line.length()))
        .findFirst()
        .orElse("none");
  }

  private static String reason(TestRealm realm) {
    return realm.events().user("LOGIN_ERROR").stream()
        .map(event -> event.details().getOrDefault("reason", ""))
        .filter(reason -> reason.startsWith("Duo was not asked"))
        .findFirst()
        .orElse("");
  }

  @Test
  void theSixthLoginIsRefusedWithoutACallAndDuoIsFoundByItself(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    breakEveryCall();
    fiveLogins(login, realm);
    long calls = logins();

    Page refused = DuoLogin.settled(login.password(realm.browser()));

    assertThat(refused.status()).isEqualTo(503);
    assertThat(login.refusals()).hasSize(6).containsOnly("unreachable");
    assertThat(reason(realm)).contains("5 calls in a row");
    assertThat(logins()).isEqualTo(calls);
    assertThat(gauge()).isEqualTo("1.0");
    assertThat(lines("Circuit breaker open: Duo at " + duo.host()))
        .isNotEmpty()
        .allMatch(line -> line.contains("WARN"));
    int closings = lines("Circuit breaker closed: Duo at " + duo.host()).size();

    duo.faults().clear();
    Eventually.holds(() -> gauge().equals("0.0"));

    assertThat(DuoLogin.type(DuoLogin.settled(login.password(realm.browser())), "123456").arrived())
        .isTrue();
    assertThat(lines("Circuit breaker closed: Duo at " + duo.host()))
        .hasSize(closings + 1)
        .allMatch(line -> line.contains("INFO") && line.contains("answers again"));
  }

  private List<String> lines(String text) {
    return keycloak.logText().lines().filter(line -> line.contains(text)).toList();
  }

  @Test
  void theSixthLoginFailsOpenWithoutACallAndWithoutAPing(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, OPEN);
    breakEveryCall();
    fiveLogins(login, realm);
    long calls = logins();

    assertThat(login.password(realm.browser()).arrived()).isTrue();

    assertThat(realm.events().user("LOGIN"))
        .hasSize(6)
        .allMatch(event -> "fail_open".equals(event.details().get("duo_outcome")));
    assertThat(logins()).isEqualTo(calls);
    assertThat(lines("realm " + realm.name() + ", fail_open: Duo was not asked")).hasSize(1);
  }

  @Test
  void theSixthLoginIsAskedForAnotherFactorWithoutACall(TestRealm realm) {
    DuoLogin login =
        DuoLogin.at(
            realm,
            duo,
            Map.of("duo.outage_factors", "otp"),
            Authenticator.app("secretOfAlicesApp"));
    breakEveryCall();
    fiveLogins(login, realm);
    long calls = logins();

    assertThat(DuoLogin.settled(login.password(realm.browser())).has("#kc-duo-other-form"))
        .isTrue();

    assertThat(logins()).isEqualTo(calls);
  }

  @Test
  void theUniversalPromptIsNotAskedEither(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.mode", "universal"));
    breakEveryCall();
    fiveLogins(login, realm);
    long calls = logins();

    assertThat(login.password(realm.browser()).status()).isEqualTo(503);

    assertThat(logins()).isEqualTo(calls);
    assertThat(reason(realm)).contains("5 calls in a row");
  }

  @Test
  void aGatewayIsAnsweredWithoutACall(TestRealm realm) {
    realm.withDirectGrantStep("duo-mfa-direct-grant", DuoSettings.of(duo));
    Gateway gateway = realm.gateway("gateway");
    TestUser alice = realm.users().create("alice");
    breakEveryCall();
    for (int i = 0; i < 5; i++) {
      gateway.call(alice, Map.of());
    }
    long calls = logins();

    assertThat(gateway.call(alice, Map.of()).error()).isEqualTo("temporarily_unavailable");

    assertThat(logins()).isEqualTo(calls);
  }

  @Test
  void aGoodTestOfAnAdministratorClosesItAtOnce(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    breakEveryCall();
    fiveLogins(login, realm);
    assertThat(ping(realm, login)).contains("the circuit breaker of this node is open");
    duo.faults().clear();

    assertThat(ping(realm, login)).startsWith("Duo answers; the circuit breaker of this node ");

    assertThat(gauge()).isEqualTo("0.0");
    assertThat(DuoLogin.settled(login.password(realm.browser())).has("#kc-duo-form")).isTrue();
  }

  private static String ping(TestRealm realm, DuoLogin login) {
    return new DuoAdmin(realm.admin())
        .test(login.step().configAlias()).stream()
            .filter(check -> check.name().equals("ping"))
            .findFirst()
            .orElseThrow()
            .message();
  }

  @Test
  void aPushThatRunsIsFollowedToItsEnd(TestRealm realm) {
    // Each answer to a poll ends the row of failures.
    duo.pollWindow(Duration.ofSeconds(50));
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    Page waiting = DuoLogin.press(login.password(), "push");
    duo.pushes().awaitPending("alice", Duration.ofSeconds(30));
    TestUser bob = realm.users().create("bob");
    duo.faults().on(Endpoint.PREAUTH).always(Fault.reset());
    for (int i = 0; i < 5; i++) {
      DuoLogin.settled(login.password(realm.browser(), bob));
    }
    assertThat(lines("Circuit breaker open: Duo at " + duo.host())).isNotEmpty();

    duo.pushes().approve("alice");

    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();
  }

  @Test
  void serverErrorsDoNotOpenIt(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    duo.faults().onAll().always(Fault.status(500));
    fiveLogins(login, realm);
    long calls = logins();

    DuoLogin.settled(login.password(realm.browser()));

    assertThat(logins()).isGreaterThan(calls);
    assertThat(gauge()).isEqualTo("0.0");
  }
}
