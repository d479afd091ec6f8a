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
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A Duo that is slow, dead or wrong before, at and after its own page. */
@ExtendWith(KeycloakExtension.class)
class UniversalOutageIT {
  private static final Map<String, String> OPEN =
      Map.of("duo.ignore_conn_err", "true", "duo.ignore_server_err", "true");
  private static final Duration SLOW = Duration.ofMillis(900);

  private final DuoSimulator duo;

  UniversalOutageIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @AfterEach
  void repair() {
    duo.resume();
  }

  /** Fault at every endpoint, outcome when closed, and the one when open to everything. */
  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("hang", Fault.hang(), "unreachable", "fail_open"),
        Arguments.of("reset", Fault.reset(), "unreachable", "fail_open"),
        Arguments.of("HTTP 500", Fault.status(500), "duo_error", "fail_open"),
        Arguments.of("redirect", Fault.redirect("https://example.com/"), "duo_error", "duo_error"),
        Arguments.of("HTTP 404", Fault.status(404), "duo_error", "duo_error"),
        Arguments.of(
            "HTTP 401",
            Fault.error(DuoError.INVALID_SIGNATURE, ""),
            "config_error",
            "config_error"),
        Arguments.of("HTTP 429", Fault.tooManyRequests(), "rate_limited", "rate_limited"),
        Arguments.of("bad JSON", Fault.badJson(), "duo_error", "duo_error"),
        Arguments.of("empty body", Fault.emptyBody(), "duo_error", "duo_error"),
        Arguments.of("empty object", Fault.withoutResult(), "duo_error", "duo_error"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void theHealthCheckFollowsTheRules(
      String name, Fault fault, String closed, String open, TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of("duo.timeout", "2"));
    duo.faults().onAll().always(fault);

    Page refused = alice.password(alice.browser());
    assertThat(refused.status()).as(name).isEqualTo(503);
    assertThat(PromptLogin.outcome(refused)).isEqualTo(closed);

    alice.login().step().change(OPEN);
    Page end = alice.password(alice.anotherBrowser());
    assertThat(end.arrived()).as(name).isEqualTo(open.equals("fail_open"));
    if (end.arrived()) {
      assertThat(alice.login().success().details()).containsEntry("duo_outcome", "fail_open");
    } else {
      assertThat(alice.login().refusals()).containsExactly(closed, open);
    }
  }

  @Test
  void failsOpenWhenDuoRefusesConnections(TestRealm realm) {
    PromptLogin alice = alice(realm, OPEN);
    duo.stopListening();

    assertThat(alice.password(alice.browser()).arrived()).isTrue();

    assertThat(alice.login().success().details()).containsEntry("duo_outcome", "fail_open");
  }

  @Test
  void aWrongSecretNeverOpens(TestRealm realm) {
    Map<String, String> config = new HashMap<>(OPEN);
    config.put("duo.skey", "w".repeat(40));
    PromptLogin alice = alice(realm, config);

    assertThat(PromptLogin.outcome(alice.password(alice.browser()))).isEqualTo("config_error");
  }

  @Test
  void keysOfAnotherKindOfApplicationAreTold(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of("duo.ikey", "DISHORT"));

    assertThat(PromptLogin.outcome(alice.password(alice.browser()))).isEqualTo("config_error");
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details().get("reason"))
        .contains("duo.ikey", "20 characters");
  }

  @Test
  void nothingOpensOnceTheUserWasSentToDuo(TestRealm realm) {
    PromptLogin alice = alice(realm, withTimeout(OPEN));
    URI back = alice.answer(alice.prompt(), "approve");
    duo.stopListening();

    Page refused = DuoLogin.settled(alice.browser().open(back));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(PromptLogin.outcome(refused)).isEqualTo("unreachable");
    Page again = DuoLogin.settled(refused.follow("#duo-try-again"));

    assertThat(again.status()).isEqualTo(503);
    assertThat(alice.login().refusals()).containsExactly("unreachable", "unreachable");
  }

  @Test
  void nothingOpensAfterACancel(TestRealm realm) {
    PromptLogin alice = alice(realm, withTimeout(OPEN));
    Page refused = PromptLogin.decide(alice.prompt(), "cancel");
    duo.stopListening();

    Page again = DuoLogin.settled(refused.follow("#duo-try-again"));

    assertThat(again.status()).isEqualTo(503);
    assertThat(alice.login().refusals()).containsExactly("cancelled", "unreachable");
  }

  @Test
  void aSlowDuoIsWaitedForOnAPage(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of());
    duo.faults()
        .on(Endpoint.HEALTH_CHECK, Endpoint.AUTHORIZE, Endpoint.TOKEN)
        .always(Fault.delay(SLOW));

    Page waiting = alice.login().password(alice.browser());
    assertThat(waiting.element("#duo-waiting").attr("data-kind")).isEqualTo("contact");
    Page prompt = DuoLogin.settled(waiting);
    Page checking = PromptLogin.pressed(prompt, "approve");
    assertThat(checking.element("#duo-waiting").attr("data-kind")).isEqualTo("contact");

    assertThat(DuoLogin.settled(checking).arrived()).isTrue();
    assertThat(duo.requests().count(Endpoint.HEALTH_CHECK)).isEqualTo(1);
    assertThat(duo.requests().count(Endpoint.TOKEN)).isEqualTo(1);
  }

  @Test
  void aReloadWhileTheCodeIsExchangedAsksDuoOnce(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of());
    URI back = alice.answer(alice.prompt(), "approve");
    duo.faults().on(Endpoint.TOKEN).always(Fault.delay(SLOW));

    Page first = alice.browser().open(back);
    assertThat(first.has("#duo-waiting")).isTrue();
    Page second = alice.browser().open(back);

    assertThat(DuoLogin.settled(second).arrived()).isTrue();
    assertThat(duo.requests().count(Endpoint.TOKEN)).isEqualTo(1);
  }

  @Test
  void aDuoThatNeverTellsTheResultIsGivenUp(TestRealm realm) {
    PromptLogin alice = alice(realm, withTimeout(OPEN));
    URI back = alice.answer(alice.prompt(), "approve");
    duo.faults().on(Endpoint.TOKEN).always(Fault.hang());

    Page refused = DuoLogin.settled(alice.browser().open(back));

    assertThat(PromptLogin.outcome(refused)).isEqualTo("unreachable");
    // Once more where the connection was a kept one, which may have been lost.
    assertThat(duo.requests().count(Endpoint.TOKEN)).isBetween(1, 2);
  }

  @Test
  void aDeadPromptPageCostsNothingButATryAgain(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of());
    duo.faults().on(Endpoint.AUTHORIZE).once(Fault.status(500));
    Page broken = alice.password(alice.browser());
    assertThat(broken.status()).isEqualTo(500);
    URI callback = PromptLogin.returnUri(broken);

    // The user goes back to where he came from.
    Page prompt =
        alice
            .browser()
            .open(
                URI.create(
                    realm.app().realmUrl()
                        + "/login-actions/authenticate?client_id=app&tab_id="
                        + PromptLogin.parameter(callback, "tab_id")));

    assertThat(PromptLogin.decide(prompt, "approve").arrived()).isTrue();
  }

  @Test
  void aLostTokenAnswerLetsNobodyInAndIsAskedForOnceMore(TestRealm realm) {
    PromptLogin alice = alice(realm, OPEN);
    URI back = alice.answer(alice.prompt(), "approve");
    duo.faults().on(Endpoint.TOKEN).always(Fault.resetAfterProcessing());

    Page refused = DuoLogin.settled(alice.browser().open(back));

    assertThat(PromptLogin.outcome(refused)).isEqualTo("unreachable");
    assertThat(duo.requests().count(Endpoint.TOKEN)).isEqualTo(2);
  }

  private static Map<String, String> withTimeout(Map<String, String> config) {
    Map<String, String> more = new HashMap<>(config);
    more.put("duo.timeout", "3");
    return more;
  }

  private PromptLogin alice(TestRealm realm, Map<String, String> changes) {
    duo.user("alice").phone("DPALICE0000000000001", "Phone", Capability.PUSH);
    return PromptLogin.at(realm, duo, changes);
  }
}
