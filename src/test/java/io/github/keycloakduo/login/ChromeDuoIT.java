package io.github.keycloakduo.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Chrome;
import io.github.keycloakduo.testkit.browser.Look;
import io.github.keycloakduo.testkit.browser.NeedsChromium;
import io.github.keycloakduo.testkit.browser.RealBrowser;
import io.github.keycloakduo.testkit.realm.Authenticator;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Duo pages in a real Chromium. */
@ExtendWith(KeycloakExtension.class)
@NeedsChromium
class ChromeDuoIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  static List<Look> looks() {
    Look desktop = Look.desktop();
    return List.of(desktop, desktop.withoutScripts(), desktop.inTheDark().onAPhone());
  }

  @ParameterizedTest
  @MethodSource("looks")
  void goesOnByItselfOnceThePushIsApproved(
      Look look, Chrome chrome, TestRealm realm, DuoSimulator duo) {
    DuoLogin login = login(realm, duo);
    Page page = factorPage(look, chrome, realm, login);
    chrome.screenshot(page, "factor-" + look);
    assertThat(isWiderThanTheWindow(page)).isFalse();

    page.click("#duo-factor-push");
    assertThat(page.locator("#duo-waiting")).isVisible();
    chrome.screenshot(page, "waiting-" + look);
    assertThat(isWiderThanTheWindow(page)).isFalse();
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().approve("alice");

    assertThat(page.locator("#arrived")).hasText("Signed in");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  void letsInSomeoneWhoUsesNothingButTheKeyboard(Chrome chrome, TestRealm realm, DuoSimulator duo) {
    duo.user("alice").passcode("123456");
    DuoLogin login = login(realm, duo);
    Page page = factorPage(Look.desktop(), chrome, realm, login);

    assertThat(page.locator("#duo-passcode")).isFocused();
    page.keyboard().type("000000");
    page.keyboard().press("Enter");
    assertThat(page.locator("#input-error-passcode")).isVisible();
    chrome.screenshot(page, "wrong-passcode");
    assertThat(page.locator("#duo-passcode")).isFocused();
    page.keyboard().type("123456");
    page.keyboard().press("Enter");

    assertThat(page.locator("#arrived")).hasText("Signed in");
  }

  @Test
  void startsOnePushForADoubleClickAndAfterTheBackButton(
      Chrome chrome, TestRealm realm, DuoSimulator duo) {
    DuoLogin login = login(realm, duo);
    Page page = factorPage(Look.desktop(), chrome, realm, login);

    page.dblclick("#duo-factor-push");
    assertThat(page.locator("#duo-waiting")).isVisible();
    page.goBack();
    page.reload();
    assertThat(page.locator("#duo-waiting")).isVisible();

    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  void showsTheCodeOfAVerifiedPushAndTheOutage(Chrome chrome, TestRealm realm, DuoSimulator duo) {
    DuoLogin login = login(realm, duo);
    duo.user("alice").verifiedPush(true);
    Page page = factorPage(Look.desktop(), chrome, realm, login);

    page.click("#duo-factor-push");
    assertThat(page.locator("#duo-verification-code")).isVisible();
    chrome.screenshot(page, "verified-push");

    duo.stopListening();
    try {
      assertThat(page.locator("#duo-outcome")).isVisible();
      chrome.screenshot(page, "outage");
    } finally {
      duo.resume();
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void warnsOfARequestThatAnotherSignInHasOpened(
      Look look, Chrome chrome, TestRealm realm, DuoSimulator duo) {
    DuoLogin login = login(realm, duo);
    DuoLogin.press(login.password(), "push");
    duo.pushes().awaitPending("alice", SOON);
    Page page = factorPage(look, chrome, realm, login);

    page.click("#duo-factor-push");

    assertThat(page.locator("#input-error-passcode")).containsText("deny the request");
    chrome.screenshot(page, "push-pending-" + look);
    assertThat(isWiderThanTheWindow(page)).isFalse();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    duo.pushes().deny("alice");
    assertThat(page.locator("#duo-factor-push")).isVisible();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void anotherFactorNeedsTheKeyboardAlone(
      Look look, Chrome chrome, TestRealm realm, DuoSimulator duo) {
    Authenticator app = Authenticator.app("secretOfAlicesApp");
    DuoLogin login =
        DuoLogin.at(
            realm,
            duo,
            Map.of("duo.outage_factors", "otp##recovery_code"),
            app,
            Authenticator.recoveryCodes("AAAABBBBCCCC", "DDDDEEEEFFFF"));
    duo.stopListening();
    try {
      Page page = chrome.open(look, realm.app().loginUrl());
      page.fill("#username", login.user().username());
      page.fill("#password", login.user().password());
      page.click("#kc-login");
      assertThat(page.locator("#duo-other-otp")).isFocused();
      chrome.screenshot(page, "other-factor-" + look);
      assertThat(isWiderThanTheWindow(page)).isFalse();

      page.keyboard().type("12345");
      page.keyboard().press("Enter");
      assertThat(page.locator("#input-error-otp")).isVisible();
      assertThat(page.locator("#duo-other-otp")).isFocused();
      page.keyboard().press("Shift+Tab");
      page.keyboard().press("ArrowDown");
      assertThat(page.locator("#duo-other-kind-recovery_code")).isChecked();
      page.keyboard().press("Tab");
      page.keyboard().type("aaaa bbbb cccc");
      chrome.screenshot(page, "other-factor-wrong-" + look);
      page.keyboard().press("Enter");

      assertThat(page.locator("#arrived")).hasText("Signed in");
    } finally {
      duo.resume();
    }
  }

  /** A phone shows such a page smaller as a whole. */
  private static boolean isWiderThanTheWindow(Page page) {
    int width = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
    return width > page.viewportSize().width;
  }

  /** Someone with two phones. */
  static DuoLogin login(TestRealm realm, DuoSimulator duo) {
    duo.user("alice")
        .phone("DP1", "iPhone (XXX-XXX-4788)", Capability.PUSH, Capability.SMS, Capability.PHONE)
        .phone("DP2", "Work phone (XXX-XXX-1207)", Capability.PUSH, Capability.PHONE);
    return DuoLogin.at(realm, duo, Map.of("duo.factors", "push##passcode##phone##sms"));
  }

  /** The page after the password. */
  static Page factorPage(Look look, RealBrowser browser, TestRealm realm, DuoLogin login) {
    Page page = browser.open(look, realm.app().loginUrl());
    page.fill("#username", login.user().username());
    page.fill("#password", login.user().password());
    page.click("#kc-login");
    assertThat(page.locator("#kc-duo-form")).isVisible();
    return page;
  }
}
