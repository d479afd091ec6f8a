package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However often a page is loaded or sent, a person's device rings once. */
@ExtendWith(KeycloakExtension.class)
class OnePushIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void aReloadShowsTheSameWait(TestRealm realm, DuoSimulator duo) {
    DuoLogin login = login(realm, duo);

    Page waiting = DuoLogin.press(login.password(), "push");
    for (int i = 0; i < 5; i++) {
      waiting = waiting.reload();
      assertThat(waiting.has("#duo-waiting")).as(waiting.toString()).isTrue();
    }

    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    duo.pushes().approve("alice");
    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();
  }

  @Test
  void theFactorPageFromTheBackButtonLeadsToTheSameWait(TestRealm realm, DuoSimulator duo) {
    DuoLogin login = login(realm, duo);
    Page factor = login.password();
    DuoLogin.press(factor, "push");

    Page waiting = DuoLogin.press(factor, "push");

    assertThat(waiting.has("#duo-waiting")).as(waiting.toString()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  void aFormSentSeveralTimesAtOnceStartsOnePush(TestRealm realm, DuoSimulator duo) {
    DuoLogin login = login(realm, duo);
    Page factor = login.password();

    List<CompletableFuture<Page>> presses =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> DuoLogin.press(factor, "push")))
            .toList();
    presses.forEach(CompletableFuture::join);

    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  void aSecondTabWaitsForThePushOfTheFirstButIsNotLetInByIt(TestRealm realm, DuoSimulator duo) {
    DuoLogin login = login(realm, duo);
    Page first = DuoLogin.press(login.password(), "push");

    Page second = DuoLogin.press(login.password(), "push");
    assertThat(second.has("#duo-other-tab")).as(second.toString()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().approve("alice");

    assertThat(DuoLogin.proceed(second).has("#kc-duo-form")).isTrue();
    assertThat(DuoLogin.proceed(first).arrived()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  void aFormFromElsewhereStartsNothing(TestRealm realm, DuoSimulator duo) {
    Page factor = login(realm, duo).password();
    Element form = factor.element("#kc-duo-form");
    String action = form.absUrl("action");

    // Without the cookie of the login, and with it but without the code of the page.
    Page stranger = realm.browser().open(realm.app().loginUrl());
    stranger.element("#kc-form-login").attr("action", action);
    stranger.form("#kc-form-login").withForged("factor", "push").submit();
    form.attr("action", action.replaceFirst("session_code=[^&]+", "session_code=guessed"));
    Page again = DuoLogin.press(factor, "push");
    assertThat(duo.requests().count(Endpoint.AUTH)).isZero();

    DuoLogin.press(again, "push");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  void aRestartWhileThePushWaitsNeedsPasswordAndFactorAgain(TestRealm realm, DuoSimulator duo) {
    DuoLogin login = login(realm, duo);
    Page waiting = DuoLogin.press(login.password(), "push");
    String tab = PromptLogin.parameter(DuoLogin.statusUrl(waiting), "tab_id");
    duo.pushes().awaitPending("alice", SOON);

    Page start =
        waiting.visit(
            URI.create(
                realm.app().realmUrl()
                    + "/login-actions/restart?client_id="
                    + realm.app().clientId()
                    + "&tab_id="
                    + tab));
    duo.pushes().approve("alice");
    assertThat(start.has("#kc-form-login")).as(start.toString()).isTrue();
    Page factor =
        DuoLogin.settled(
            start
                .form("#kc-form-login")
                .with("username", login.user().username())
                .with("password", login.user().password())
                .submit());

    assertThat(factor.has("#kc-duo-form")).as(factor.toString()).isTrue();
    assertThat(realm.events().user("LOGIN")).isEmpty();
  }

  @Test
  void nobodyButTheBrowserItselfCanReadTheStatus(TestRealm realm, DuoSimulator duo) {
    Page waiting = DuoLogin.press(login(realm, duo).password(), "push");

    Page own = waiting.visit(DuoLogin.statusUrl(waiting));
    assertThat(own.html()).contains("\"status\":\"waiting\"").contains("\"secondsLeft\":");
    assertThat(own.headers().firstValue("Cache-Control")).hasValue("no-store");

    Page other = realm.browser().open(DuoLogin.statusUrl(waiting));
    assertThat(other.status()).isEqualTo(404);
    assertThat(other.html()).doesNotContain("waiting");
  }

  @Test
  void theStatusAsksDuoForNothingAndTellsNoVerdict(TestRealm realm, DuoSimulator duo) {
    Page waiting = DuoLogin.press(login(realm, duo).password(), "push");
    duo.pushes().awaitPending("alice", SOON);
    duo.requests().awaitCount(Endpoint.AUTH_STATUS, 2, SOON);
    int asked = duo.requests().count();

    for (int i = 0; i < 20; i++) {
      assertThat(DuoLogin.isDone(waiting)).isFalse();
    }
    assertThat(duo.requests().count()).isEqualTo(asked);

    duo.pushes().deny("alice");
    while (!DuoLogin.isDone(waiting)) {
      Thread.onSpinWait();
    }
    assertThat(waiting.visit(DuoLogin.statusUrl(waiting)).html())
        .isIn("{\"status\":\"done\",\"secondsLeft\":0}", "{\"secondsLeft\":0,\"status\":\"done\"}");
  }

  private static DuoLogin login(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    return DuoLogin.at(realm, duo, Map.of());
  }
}
