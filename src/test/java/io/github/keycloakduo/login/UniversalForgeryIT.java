package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.IdTokenEdit;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of Duo's page that are not what they should be. */
@ExtendWith(KeycloakExtension.class)
class UniversalForgeryIT {
  private final DuoSimulator duo;

  UniversalForgeryIT(DuoSimulator duo) {
    this.duo = duo;
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        forgery("signature", draft -> draft.signedWith("x".repeat(40))),
        forgery("algorithm none", draft -> draft.algorithm("none")),
        forgery("issuer", draft -> draft.with("iss", "https://evil.example/oauth/v1/token")),
        forgery("audience", draft -> draft.with("aud", "DIOTHEROTHEROTHEROTH")),
        forgery("expiry", draft -> draft.with("exp", 1_000_000_000L)),
        forgery("no nonce", draft -> draft.without("nonce")),
        forgery("wrong nonce", draft -> draft.with("nonce", "m".repeat(43))),
        forgery("user", draft -> draft.with("preferred_username", "mallory")),
        forgery("no subject", draft -> draft.without("sub")),
        forgery("result", draft -> draft.withMember("auth_result", "result", "maybe")));
  }

  private static Arguments forgery(String name, IdTokenEdit edit) {
    return Arguments.of(name, edit);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void aForgedTokenLetsNobodyIn(String name, IdTokenEdit edit, TestRealm realm) {
    PromptLogin alice = alice(realm);
    Page prompt = alice.prompt();
    duo.prompts().tamper(edit);

    Page refused = PromptLogin.decide(prompt, "approve");

    assertThat(refused.status()).as(name).isEqualTo(503);
    assertThat(PromptLogin.outcome(refused)).isEqualTo("duo_error");
    assertThat(alice.login().refusals()).containsExactly("duo_error");
  }

  @Test
  void aTokenThatDeniesLetsNobodyIn(TestRealm realm) {
    PromptLogin alice = alice(realm);
    Page prompt = alice.prompt();
    duo.prompts().tamper(draft -> draft.withMember("auth_result", "result", "deny"));

    assertThat(PromptLogin.outcome(PromptLogin.decide(prompt, "approve"))).isEqualTo("denied");
  }

  @Test
  void anAlteredStateIsRefusedWithoutAskingDuo(TestRealm realm) {
    PromptLogin alice = alice(realm);
    URI back = alice.answer(alice.prompt(), "approve");

    Page refused =
        DuoLogin.settled(alice.browser().open(PromptLogin.with(back, "state", "A".repeat(43))));

    assertThat(PromptLogin.outcome(refused)).isEqualTo("duo_error");
    assertThat(duo.requests().count(Endpoint.TOKEN)).isZero();
    // What was refused cannot be mended with the right state.
    assertThat(alice.browser().open(back).arrived()).isFalse();
    assertThat(duo.requests().count(Endpoint.TOKEN)).isZero();
  }

  @Test
  void anAnswerThatComesAgainStartsNothing(TestRealm realm) {
    PromptLogin alice = alice(realm);
    URI back = alice.answer(alice.prompt(), "cancel");
    assertThat(PromptLogin.outcome(alice.browser().open(back))).isEqualTo("cancelled");
    int health = duo.requests().count(Endpoint.HEALTH_CHECK);

    Page again = alice.browser().open(back);

    assertThat(PromptLogin.outcome(again)).isEqualTo("cancelled");
    assertThat(duo.requests().count(Endpoint.HEALTH_CHECK)).isEqualTo(health);
    assertThat(alice.login().refusals()).containsExactly("cancelled");
  }

  @Test
  void aBrowserWithoutTheCookieGetsAPageAndNoLoop(TestRealm realm) {
    PromptLogin alice = alice(realm);
    alice.login().step().change(Map.of("help.url", "https://help.example"));
    URI back = alice.answer(alice.prompt(), "approve");
    PlainBrowser stranger = alice.anotherBrowser();

    Page lost = stranger.open(back);

    assertThat(lost.status()).isEqualTo(400);
    assertThat(lost.url()).isEqualTo(back);
    assertThat(lost.text())
        .contains("This response from Duo does not match any sign-in in this browser");
    assertThat(lost.element("a#duo-help").attr("href")).isEqualTo("https://help.example");
    Page nowhere = stranger.open(PromptLogin.with(back, "execution", "none"));
    assertThat(nowhere.status()).isEqualTo(400);
    assertThat(nowhere.has("#duo-help")).isFalse();
    assertThat(duo.requests().count(Endpoint.TOKEN)).isZero();
    assertThat(DuoLogin.settled(alice.browser().open(back)).arrived()).isTrue();
  }

  @Test
  void twoTabsEndEachForItself(TestRealm realm) {
    PromptLogin alice = alice(realm);
    Page first = alice.prompt();
    Page second = alice.prompt();
    URI firstBack = alice.answer(first, "approve");
    URI secondBack = alice.answer(second, "approve");

    // The answer of one tab, brought to the other.
    URI mixed = PromptLogin.with(firstBack, "tab_id", PromptLogin.parameter(secondBack, "tab_id"));
    Page refused = DuoLogin.settled(alice.browser().open(mixed));
    assertThat(PromptLogin.outcome(refused)).isEqualTo("duo_error");

    assertThat(DuoLogin.settled(alice.browser().open(firstBack)).arrived()).isTrue();
  }

  @Test
  void theCodeOfAnotherUserSendsToThePromptOnceMoreAndThenEnds(TestRealm realm) {
    PromptLogin alice = alice(realm);
    String stolen = mallorysCode(realm, alice);

    URI back = alice.answer(alice.prompt(), "approve");
    Page again = DuoLogin.settled(alice.browser().open(PromptLogin.with(back, "duo_code", stolen)));
    assertThat(again.has("#prompt")).as(again.toString()).isTrue();
    URI backAgain = alice.answer(again, "approve");
    Page refused =
        DuoLogin.settled(alice.browser().open(PromptLogin.with(backAgain, "duo_code", stolen)));

    assertThat(PromptLogin.outcome(refused)).isEqualTo("cancelled");
    assertThat(alice.login().refusals()).containsExactly("cancelled");
    Page third = DuoLogin.settled(refused.follow("#duo-try-again"));
    assertThat(PromptLogin.decide(third, "approve").arrived()).isTrue();
  }

  private String mallorysCode(TestRealm realm, PromptLogin alice) {
    TestUser mallory = realm.users().create("mallory");
    PlainBrowser browser = alice.anotherBrowser();
    Page prompt = DuoLogin.settled(alice.login().password(browser, mallory));
    return PromptLogin.parameter(alice.answer(prompt, "approve"), "duo_code");
  }

  @Test
  void whoComesBackWithoutAnAnswerIsSentAgainOnce(TestRealm realm) {
    PromptLogin alice = alice(realm);
    Page prompt = alice.prompt();
    URI callback = PromptLogin.returnUri(prompt);
    URI here =
        URI.create(
            realm.app().realmUrl()
                + "/login-actions/authenticate?client_id=app&tab_id="
                + PromptLogin.parameter(callback, "tab_id"));

    Page again = alice.browser().open(here);
    assertThat(again.has("#prompt")).as(again.toString()).isTrue();
    Page page = alice.browser().open(here);

    assertThat(PromptLogin.outcome(page)).isEqualTo("cancelled");
    assertThat(page.has("#duo-try-again")).isTrue();
  }

  private PromptLogin alice(TestRealm realm) {
    duo.user("alice").phone("DPALICE0000000000001", "Phone", Capability.PUSH);
    return PromptLogin.at(realm, duo, Map.of());
  }
}
