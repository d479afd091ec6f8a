package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.UserStatus;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import io.github.keycloakduo.testkit.realm.UserEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long an earlier MFA still counts, in a real Keycloak. */
@ExtendWith(KeycloakExtension.class)
class GraceIT {
  private static final Map<String, String> GRACE = DuoSettings.grace(2);

  private static final Map<String, String> ASK =
      Map.of(
          "authentication_cache.bind", "ip_device",
          "authentication_cache.ask", "true",
          "authentication_cache.reuse_limit", "9");

  private final DuoSimulator duo;

  GraceIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @Test
  void coversAsManyLoginsAsTheLimitAllowsWithoutAnyCallToDuo(TestRealm realm) {
    DuoLogin login = approved(realm, Map.of());
    int calls = duo.requests().count();

    assertThat(login.password(realm.browser()).arrived()).isTrue();
    assertThat(login.password(realm.browser()).arrived()).isTrue();
    assertThat(duo.requests().count()).isEqualTo(calls);
    assertThat(asked(login.password(realm.browser()))).isTrue();

    assertThat(realm.events().user("LOGIN"))
        .extracting(event -> event.details().get("duo_outcome"))
        .containsExactly("approved", "grace", "grace");
  }

  @Test
  void isOffUnlessItIsConfigured(TestRealm realm) {
    DuoLogin login = approved(realm, Map.of("authentication_cache.reuse_limit", "0"));

    assertThat(asked(login.password(realm.browser()))).isTrue();
  }

  @Test
  void doesNotCountForAForcedLogin(TestRealm realm) {
    DuoLogin login = approved(realm, Map.of());

    assertThat(asked(password(realm, login, Map.of("prompt", "login")))).isTrue();
    assertThat(asked(password(realm, login, Map.of("max_age", "0")))).isTrue();
    assertThat(login.password(realm.browser()).arrived()).isTrue();
  }

  @Test
  void isNotMovedByAnAddressThatTheBrowserMadeUp(TestRealm realm) {
    DuoLogin login = approved(realm, Map.of());

    PlainBrowser forging = realm.browser().withHeader("X-Forwarded-For", "203.0.113.9");

    assertThat(login.password(forging).arrived()).isTrue();
    assertThat(realm.events().user("LOGIN"))
        .extracting(UserEvent::ipAddress)
        .containsOnly("127.0.0.1");
  }

  @Test
  void endsWhenThePasswordChanges(TestRealm realm) {
    DuoLogin login = approved(realm, Map.of());

    TestUser changed = realm.users().setPassword(login.user(), "another one");

    assertThat(asked(login.password(realm.browser(), changed))).isTrue();
  }

  @Test
  void endsWhenTheUserIsDisabledEvenIfHeIsEnabledAgain(TestRealm realm) {
    DuoLogin login = approved(realm, Map.of());

    realm.users().disable(login.user());
    realm.users().enable(login.user());

    assertThat(asked(login.password(realm.browser()))).isTrue();
  }

  @Test
  void endsWhenAnAdministratorLogsTheUserOut(TestRealm realm) {
    DuoLogin login = approved(realm, Map.of());

    realm.users().logout(login.user());

    assertThat(asked(login.password(realm.browser()))).isTrue();
  }

  /** D17: an administrator has ended what he saw, and it was the last. */
  @Test
  void endsWhenAnAdministratorEndsTheSession(TestRealm realm) {
    DuoLogin login = approved(realm, Map.of());
    assertThat(login.password(realm.browser()).arrived()).isTrue();

    realm
        .users()
        .sessions(login.user())
        .forEach(session -> realm.admin().delete("/sessions/" + session.path("id").asText()));

    assertThat(realm.users().sessions(login.user())).isEmpty();
    assertThat(asked(login.password(realm.browser()))).isTrue();
  }

  @Test
  void endsWhenTheTokenOfTheLastSessionIsRevoked(TestRealm realm) {
    DuoLogin login = enrolled(realm, Map.of("authentication_cache.reuse_limit", "9"));
    TokenResponse first = tokens(realm, DuoLogin.type(login.password(), "123456"));
    TokenResponse second = tokens(realm, login.password(realm.browser()));
    realm.app().revoke(first);
    TokenResponse third = tokens(realm, login.password(realm.browser()));

    realm.app().revoke(second);
    realm.app().revoke(third);

    assertThat(realm.users().sessions(login.user())).isEmpty();
    assertThat(asked(login.password(realm.browser()))).isTrue();
  }

  @Test
  void endsWhenTheConfigurationChanges(TestRealm realm) {
    DuoLogin login = approved(realm, Map.of());

    login.step().change(Map.of("duo.timeout", "59"));

    assertThat(asked(login.password(realm.browser()))).isTrue();
  }

  @Test
  void endsWhenTheUserIsLockedForGuessing(TestRealm realm) {
    realm.bruteForce().lockAfter(2);
    DuoLogin login = approved(realm, Map.of());
    TestUser guessing = new TestUser(login.user().id(), login.user().username(), "wrong");
    for (int i = 0; i < 3; i++) {
      login.password(realm.browser(), guessing);
    }
    assertThat(realm.bruteForce().locked(login.user())).isTrue();

    realm.bruteForce().unlock(login.user());

    assertThat(asked(login.password(realm.browser()))).isTrue();
  }

  @Test
  void endsWhenAPushIsDenied(TestRealm realm) {
    DuoLogin login = approved(realm, Map.of());
    Page factor = DuoLogin.settled(password(realm, login, Map.of("prompt", "login")));
    Page waiting = DuoLogin.press(factor, "push");
    duo.pushes().awaitPending("alice", Duration.ofSeconds(20));
    duo.pushes().deny("alice");
    assertThat(DuoLogin.proceed(waiting).has("#kc-duo-form")).isTrue();

    assertThat(asked(login.password(realm.browser()))).isTrue();
  }

  @Test
  void endsWhenAPushIsDeniedThoughTheBrowserIsGone(TestRealm realm) {
    DuoLogin login = approved(realm, Map.of("authentication_cache.reuse_limit", "1000000"));
    Page factor = DuoLogin.settled(password(realm, login, Map.of("prompt", "login")));
    DuoLogin.press(factor, "push");
    duo.pushes().awaitPending("alice", Duration.ofSeconds(60));
    duo.pushes().deny("alice");

    Eventually.holds(() -> asked(login.password(realm.browser())));
  }

  @Test
  void isNotMadeByDuosBypass(TestRealm realm) {
    duo.user("alice").status(UserStatus.BYPASS);
    DuoLogin login = DuoLogin.at(realm, duo, GRACE);
    assertThat(DuoLogin.settled(login.password(realm.browser())).arrived()).isTrue();
    int calls = duo.requests().count();

    assertThat(DuoLogin.settled(login.password(realm.browser())).arrived()).isTrue();

    assertThat(duo.requests().count()).isGreaterThan(calls);
  }

  @Test
  void belongsToOneBrowserIfItIsBoundToIt(TestRealm realm) {
    DuoLogin login = approved(realm, Map.of("authentication_cache.bind", "ip_device"));
    PlainBrowser same = realm.browser();
    same.cookies().copyFrom(login.browser().cookies(), "DUO_MFA_DEVICE");

    assertThat(asked(login.password(realm.browser()))).isTrue();
    assertThat(login.password(same).arrived()).isTrue();
  }

  @Test
  void isGrantedOnlyToWhoAsksForItAndShowsTheBrowser(TestRealm realm) {
    DuoLogin login = enrolled(realm, ASK);
    Page factor = login.password();
    assertThat(factor.element("#duo-remember").hasAttr("checked")).isFalse();
    assertThat(factor.element("label[for=duo-remember]").text())
        .isEqualTo("Do not ask again on this browser for up to 1 hour");
    assertThat(factor.element("#duo-remember-hint").text())
        .isEqualTo(
            "We ask sooner if you do not sign in for 10 minutes. We ask sooner after 9 sign-ins."
                + " We ask again after you sign out.");
    assertThat(DuoLogin.type(factor, "123456").arrived()).isTrue();
    assertThat(grants(realm)).isEmpty();

    PlainBrowser firefox =
        realm
            .browser()
            .withHeader(
                "User-Agent",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0");
    duo.user("alice").passcode("234567");
    Page wrong = DuoLogin.settled(ticked(login.password(firefox), "000000"));
    assertThat(wrong.element("#duo-remember").hasAttr("checked")).isTrue();
    assertThat(DuoLogin.type(wrong, "234567").arrived()).isTrue();

    PlainBrowser sameBrowser = realm.browser();
    sameBrowser.cookies().copyFrom(firefox.cookies(), "DUO_MFA_DEVICE");
    assertThat(login.password(sameBrowser).arrived()).isTrue();
    assertThat(asked(login.password(realm.browser()))).isTrue();
    assertThat(grants(realm)).hasSize(1);
    assertThat(grants(realm).get(0).path("browser").asText()).isEqualTo("Firefox on Windows");
    assertThat(grants(realm).get(0).path("clientIp").asText()).isEqualTo("127.0.0.1");
  }

  /** The promise names the browser: another one at the same address does not end it. */
  @Test
  void isGrantedToEachBrowserThatAsksForIt(TestRealm realm) {
    DuoLogin login = enrolled(realm, ASK);
    List<PlainBrowser> browsers = List.of(realm.browser(), realm.browser());
    for (int i = 0; i < browsers.size(); i++) {
      duo.user("alice").passcode("70000" + i);
      Page end = ticked(login.password(browsers.get(i)), "70000" + i);
      assertThat(DuoLogin.settled(end).arrived()).isTrue();
    }

    for (PlainBrowser browser : browsers) {
      PlainBrowser same = realm.browser();
      same.cookies().copyFrom(browser.cookies(), "DUO_MFA_DEVICE");
      assertThat(login.password(same).arrived()).isTrue();
    }
    assertThat(grants(realm)).hasSize(2);
  }

  @Test
  void isNotOfferedInALoginWhoseMfaCannotCountLater(TestRealm realm) {
    DuoLogin login = enrolled(realm, ASK);

    Page forced = DuoLogin.settled(password(realm, login, Map.of("prompt", "login")));

    assertThat(forced.has("#duo-remember")).isFalse();
    Page end =
        DuoLogin.settled(
            forced
                .form("#kc-duo-form")
                .with("passcode", "123456")
                .withForged("remember", "true")
                .submit());
    assertThat(end.arrived()).isTrue();
    assertThat(grants(realm)).isEmpty();
  }

  @Test
  void isKeptFromTheTickToTheEndOfAPush(TestRealm realm) {
    DuoLogin login = enrolled(realm, ASK);
    Page waiting =
        DuoLogin.settled(
            login
                .password()
                .form("#kc-duo-form")
                .ticked("#duo-remember", true)
                .press("#duo-factor-push")
                .submit());
    duo.pushes().awaitPending("alice", Duration.ofSeconds(20));
    duo.pushes().approve("alice");

    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();

    assertThat(grants(realm)).hasSize(1);
  }

  private static Page ticked(Page shown, String passcode) {
    return DuoLogin.settled(shown)
        .form("#kc-duo-form")
        .with("passcode", passcode)
        .ticked("#duo-remember", true)
        .submit();
  }

  private static JsonNode grants(TestRealm realm) {
    return realm.admin().get("/duo-mfa/grace");
  }

  private DuoLogin enrolled(TestRealm realm, Map<String, String> changes) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    Map<String, String> config = new HashMap<>(GRACE);
    config.putAll(changes);
    return DuoLogin.at(realm, duo, config);
  }

  private static TokenResponse tokens(TestRealm realm, Page end) {
    assertThat(end.arrived()).as(end.toString()).isTrue();
    return realm.app().exchange(end.code());
  }

  private DuoLogin approved(TestRealm realm, Map<String, String> changes) {
    DuoLogin login = enrolled(realm, changes);
    assertThat(DuoLogin.type(login.password(), "123456").arrived()).isTrue();
    return login;
  }

  private static Page password(TestRealm realm, DuoLogin login, Map<String, String> parameters) {
    return realm
        .browser()
        .open(realm.app().loginUrl(parameters))
        .form("#kc-form-login")
        .with("username", login.user().username())
        .with("password", login.user().password())
        .submit();
  }

  private static boolean asked(Page page) {
    return DuoLogin.settled(page).has("#kc-duo-form");
  }
}
