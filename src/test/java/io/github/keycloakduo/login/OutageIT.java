package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoError;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a Duo out of order means, with the fail mode open and closed. */
@ExtendWith(KeycloakExtension.class)
class OutageIT {
  private static final Map<String, String> OPEN = Map.of("duo.ignore_conn_err", "true");
  private static final Map<String, String> OPEN_TO_SERVER_ERRORS =
      Map.of("duo.ignore_conn_err", "true", "duo.ignore_server_err", "true");

  private final DuoSimulator duo;

  OutageIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @AfterEach
  void repair() {
    duo.resume();
  }

  /** Fault at every endpoint, outcome when closed, and the one when open to everything. */
  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("read hang", Fault.hang(), "unreachable", "fail_open"),
        Arguments.of(
            "slow body", Fault.slowDrip(Duration.ofMillis(500)), "unreachable", "fail_open"),
        Arguments.of("reset", Fault.reset(), "unreachable", "fail_open"),
        Arguments.of("half an answer", Fault.truncated(), "unreachable", "unreachable"),
        Arguments.of("HTTP 500", Fault.status(500), "duo_error", "fail_open"),
        Arguments.of("HTML 502", Fault.html(502), "duo_error", "fail_open"),
        Arguments.of("redirect", Fault.redirect("https://example.com/"), "duo_error", "duo_error"),
        Arguments.of("HTTP 404", Fault.status(404), "duo_error", "duo_error"),
        Arguments.of(
            "HTTP 401",
            Fault.error(DuoError.INVALID_SIGNATURE, ""),
            "config_error",
            "config_error"),
        Arguments.of("HTTP 403", Fault.status(403), "config_error", "config_error"),
        Arguments.of("HTTP 429", Fault.tooManyRequests(), "rate_limited", "rate_limited"),
        Arguments.of("bad JSON", Fault.badJson(), "duo_error", "duo_error"),
        Arguments.of("empty body", Fault.emptyBody(), "duo_error", "duo_error"),
        Arguments.of("huge body", Fault.hugeBody(), "duo_error", "duo_error"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void followsTheRules(String name, Fault fault, String closed, String open, TestRealm realm) {
    DuoLogin login = person(realm, Map.of("duo.timeout", "2"));
    duo.faults().onAll().always(fault);

    Page refused = login.password();
    assertThat(refused.status()).as(name).isEqualTo(503);
    assertThat(refused.element("#duo-outcome").attr("data-outcome")).isEqualTo(closed);
    assertThat(login.refusals()).containsExactly(closed);

    login.step().change(OPEN_TO_SERVER_ERRORS);
    Page end = DuoLogin.settled(login.password(realm.browser()));
    assertThat(end.arrived()).as(name).isEqualTo(open.equals("fail_open"));
    if (end.arrived()) {
      assertThat(login.success().details()).containsEntry("duo_outcome", "fail_open");
    } else {
      assertThat(login.refusals()).containsExactly(closed, open);
    }
  }

  @Test
  void failsOpenWhenDuoRefusesConnections(TestRealm realm, KeycloakUnderTest keycloak) {
    DuoLogin login = person(realm, OPEN);
    duo.stopListening();

    assertThat(login.password().arrived()).isTrue();

    assertThat(login.success().details()).containsEntry("duo_outcome", "fail_open");
    assertThat(keycloak.logText())
        .contains("WARN")
        .contains("realm " + realm.name() + ", fail_open: the connection was refused");
  }

  @Test
  void goesOnWhenAllConnectionsOfThePoolBreakWhenUsed(TestRealm realm) {
    DuoLogin login = person(realm, OPEN_TO_SERVER_ERRORS);
    keepConnections(login, realm);
    duo.breakConnectionsWhenUsed();

    assertThat(DuoLogin.settled(login.password(realm.browser())).has("#kc-duo-form")).isTrue();
  }

  @Test
  void noLoginNoticesConnectionsThatDuoHasHalfClosed(TestRealm realm) {
    DuoLogin login = person(realm, Map.of());
    keepConnections(login, realm);
    duo.halfCloseConnections();

    for (int i = 0; i < 5; i++) {
      assertThat(DuoLogin.settled(login.password(realm.browser())).has("#kc-duo-form")).isTrue();
    }
    Page factor = DuoLogin.settled(login.password(realm.browser()));
    assertThat(DuoLogin.type(factor, "123456").arrived()).isTrue();
  }

  /** As many as logins that wait at the same time. */
  private void keepConnections(DuoLogin login, TestRealm realm) {
    duo.faults().on(Endpoint.PREAUTH).always(Fault.delay(Duration.ofSeconds(10)));
    for (int i = 0; i < 20; i++) {
      login.password(realm.browser());
    }
    duo.requests().awaitInFlight(0, Duration.ofSeconds(30));
    duo.faults().clear();
  }

  @Test
  void staysClosedWhenTheTlsHandshakeHangsUnlessToldOtherwise(TestRealm realm) {
    DuoLogin login = person(realm, Map.of("duo.timeout", "2"));
    duo.hangBeforeTls();

    assertThat(login.password().status()).isEqualTo(503);
    assertThat(login.refusals()).containsExactly("unreachable");

    login.step().change(OPEN);
    assertThat(DuoLogin.settled(login.password(realm.browser())).arrived()).isTrue();
  }

  @Test
  void staysClosedWhileThePingSucceeds(TestRealm realm) {
    DuoLogin login = person(realm, Map.of("duo.ignore_conn_err", "true", "duo.timeout", "2"));
    duo.faults().on(Endpoint.PREAUTH).forUser("alice").always(Fault.hang());

    assertThat(login.password().status()).isEqualTo(503);

    assertThat(login.refusals()).containsExactly("unreachable");
    assertThat(duo.requests().count(Endpoint.PING)).isEqualTo(1);
  }

  @Test
  void neverOpensForACertificateOfAnUnknownAuthority(TestRealm realm) {
    try (DuoSimulator stranger = DuoSimulator.start()) {
      DuoLogin login =
          person(
              realm,
              Map.of("duo.ignore_conn_err", "true", "duo.ca_certificates", stranger.caPem()));

      assertThat(login.password().status()).isEqualTo(503);

      assertThat(login.refusals()).containsExactly("duo_error");
    }
  }

  @Test
  void neverOpensOnceAFactorWasStarted(TestRealm realm) {
    DuoLogin login = person(realm, OPEN_TO_SERVER_ERRORS);

    Page waiting = DuoLogin.press(login.password(), "push");
    duo.pushes().awaitPending("alice", Duration.ofSeconds(10));
    duo.stopListening();
    Page refused = DuoLogin.proceed(waiting);
    assertThat(refused.status()).isEqualTo(503);

    Page again = DuoLogin.settled(refused.follow("#duo-try-again"));
    assertThat(again.arrived()).isFalse();
    assertThat(again.status()).isEqualTo(503);
    assertThat(login.refusals()).containsExactly("unreachable", "unreachable");
  }

  @Test
  void sendsNoSecondPushWhenTheAnswerToTheFirstIsLost(TestRealm realm) {
    DuoLogin login = person(realm, OPEN_TO_SERVER_ERRORS);
    Page factor = login.password();
    duo.faults().on(Endpoint.AUTH).always(Fault.resetAfterProcessing());

    Page refused = DuoLogin.press(factor, "push");

    Page end = refused.has("#duo-waiting") ? DuoLogin.proceed(refused) : refused;
    assertThat(end.status()).isEqualTo(503);
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    assertThat(login.refusals()).containsExactly("unreachable");
  }

  @Test
  void tryingAgainAfterAnOutageGoesOn(TestRealm realm) {
    DuoLogin login = person(realm, Map.of());
    duo.faults().on(Endpoint.PREAUTH).once(Fault.status(500));

    Page refused = login.password();
    Page factor = DuoLogin.settled(refused.follow("#duo-try-again"));

    assertThat(DuoLogin.type(factor, "123456").arrived()).isTrue();
  }

  @Test
  void aHundredOutagesLeaveTheBruteForceCounterAtZero(TestRealm realm) {
    realm.bruteForce().lockAfter(3);
    DuoLogin login = person(realm, Map.of());
    duo.faults().onAll().always(Fault.status(500));

    Page refused = login.password();
    for (int i = 1; i < 100; i++) {
      refused = DuoLogin.settled(refused.follow("#duo-try-again"));
    }

    assertThat(login.refusals()).hasSize(100).containsOnly("duo_error");
    assertThat(realm.bruteForce().failures(login.user())).isZero();
  }

  private DuoLogin person(TestRealm realm, Map<String, String> config) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    return DuoLogin.at(realm, duo, config);
  }
}
