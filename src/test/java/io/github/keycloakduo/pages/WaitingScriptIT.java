package io.github.keycloakduo.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.testkit.browser.NeedsChromium;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the waiting page does by itself, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsChromium
class WaitingScriptIT {
  private static final String WAITING = "{\"status\":\"waiting\",\"secondsLeft\":40}";
  private static final String DONE = "{\"status\":\"done\"}";

  private final ScriptBrowser browser = new ScriptBrowser();

  @AfterEach
  void closeTheWindow() {
    browser.closeWindows();
  }

  @AfterAll
  void stopChromium() {
    browser.close();
  }

  /** The page while Duo itself is waited for, which asks sooner than one about a person. */
  private static Page forDuo() {
    return Page.waiting().with("kind", "contact");
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "phone"})
  void givesAPersonSomeSecondsAndThenAsksEverySecondOrTwo(String kind) {
    FakeSite site =
        new FakeSite(Page.waiting().with("kind", kind), KeycloakTheme.V2).answering(200, WAITING);
    var page = browser.open(site);

    page.clock().runFor(3_300);
    assertThat(site.questions()).isZero();
    for (int question = 1; question <= 4; question++) {
      ScriptBrowser.untilAnswered(page, question == 1 ? 1_350 : 1_600);
    }
    assertThat(site.questions()).isBetween(4, 5);
    assertThat(site.posts()).isEmpty();
  }

  @Test
  void asksNoSoonerThanABusyServerWants() {
    FakeSite site = new FakeSite(forDuo(), KeycloakTheme.V2).answering(200, WAITING).busy(10);
    var page = browser.open(site);
    ScriptBrowser.untilAnswered(page, 1_500);

    page.clock().runFor(7_500);
    assertThat(site.questions()).isEqualTo(1);
    ScriptBrowser.untilAnswered(page, 15_500);
    assertThat(site.questions()).isBetween(2, 3);
  }

  @ParameterizedTest
  @EnumSource
  void goesOnOnceWhenTheWaitIsOver(KeycloakTheme theme) {
    FakeSite site = new FakeSite(forDuo(), theme).answering(200, WAITING).answering(200, DONE);
    var page = browser.open(site);

    ScriptBrowser.untilAnswered(page, 1_500);
    page.clock().runFor(500);
    assertThat(page.textContent("#duo-seconds")).isEqualTo("Seconds left: 40");
    assertThat(site.posts()).isEmpty();
    page.clock().runFor(3_000);
    page.waitForCondition(() -> !site.posts().isEmpty());
    page.clock().runFor(60_000);

    assertThat(site.posts()).containsExactly("action=continue");
    assertThat(site.questions()).isEqualTo(2);
    assertThat(page.textContent("#duo-announcement")).isEqualTo("Response received. One moment.");
  }

  /** What browsers have learnt since 2020, and once the controller that is older. */
  @ParameterizedTest
  @ValueSource(strings = {"AbortSignal.any", "AbortController"})
  void goesOnInBrowsersOfTheLastSixYears(String oneMore) {
    List<String> missing =
        List.of(
            "AbortSignal.timeout",
            "HTMLFormElement.prototype.requestSubmit",
            "Array.prototype.at",
            "Array.prototype.findLast",
            "String.prototype.replaceAll",
            "Object.hasOwn",
            "Object.fromEntries",
            "Promise.any",
            "Promise.withResolvers",
            "crypto.randomUUID",
            "structuredClone",
            "Element.prototype.replaceChildren",
            oneMore);
    FakeSite site =
        new FakeSite(forDuo(), KeycloakTheme.V2).answering(200, WAITING).answering(200, DONE);
    var page = browser.openWithout(missing, site);

    ScriptBrowser.untilAnswered(page, 1_500);
    page.clock().runFor(3_000);
    page.waitForCondition(() -> !site.posts().isEmpty());
    page.clock().runFor(60_000);

    assertThat(site.posts()).containsExactly("action=continue");
    assertThat(page.textContent("#duo-announcement")).isEqualTo("Response received. One moment.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AbortSignal.timeout", "AbortController"})
  void asksAgainWhenTheServerSaysNothing(String missing) {
    FakeSite site = new FakeSite(forDuo(), KeycloakTheme.V2).silent().answering(200, DONE);
    var page = browser.openWithout(List.of(missing), site);

    page.waitForRequest("**/duo-mfa/status*", () -> page.clock().runFor(1_500));
    ScriptBrowser.settle(page);
    page.clock().runFor(10_500);
    ScriptBrowser.settle(page);
    page.clock().runFor(10_000);
    page.waitForCondition(() -> !site.posts().isEmpty());

    assertThat(site.posts()).containsExactly("action=continue");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void goesOnWhenTheLoginIsGone(int status) {
    FakeSite site = new FakeSite(forDuo(), KeycloakTheme.V2).answering(status, "");
    var page = browser.open(site);

    page.clock().runFor(1_500);
    page.waitForCondition(() -> !site.posts().isEmpty());

    assertThat(site.posts()).containsExactly("action=continue");
  }

  @Test
  void asksAgainMoreSlowlyWhenTheServerFails() {
    FakeSite site =
        new FakeSite(forDuo(), KeycloakTheme.V2)
            .answering(503, "")
            .answering(200, "<html>")
            .answering(200, DONE);
    var page = browser.open(site);

    ScriptBrowser.untilAnswered(page, 1_500);
    page.clock().runFor(3_000);
    assertThat(site.questions()).isEqualTo(1);
    ScriptBrowser.untilAnswered(page, 2_000);
    page.clock().runFor(10_000);
    page.waitForCondition(() -> !site.posts().isEmpty());

    assertThat(site.posts()).containsExactly("action=continue");
  }

  @Test
  void goesOnByItselfWhenTheTimeIsLongOver() {
    FakeSite site =
        new FakeSite(forDuo().with("secondsLeft", 2), KeycloakTheme.V2).answering(503, "");
    var page = browser.open(site);

    ScriptBrowser.untilAnswered(page, 1_500);
    ScriptBrowser.untilAnswered(page, 5_000);
    page.clock().runFor(10_000);
    page.waitForCondition(() -> !site.posts().isEmpty());

    assertThat(page.textContent("#duo-seconds")).isEqualTo("Seconds left: 0");
  }

  @Test
  void speaksTheVerificationCodeAndTheLastSecondsOnly() {
    FakeSite site =
        new FakeSite(forDuo().with("verificationCode", "708214"), KeycloakTheme.V2)
            .answering(503, "");
    var page = browser.open(site);

    page.clock().runFor(1_500);
    assertThat(page.textContent("#duo-announcement"))
        .isEqualTo("Enter this code in Duo Mobile: 7 0 8 2 1 4");
    page.clock().runFor(20_000);
    assertThat(page.textContent("#duo-announcement")).contains("7 0 8 2 1 4");
    page.clock().runFor(7_000);
    assertThat(page.textContent("#duo-announcement")).isEqualTo("Seconds left: 30");
  }

  /** Screen readers read a live region whenever its text is set, be it the same or not. */
  @Test
  void saysEachChangeOnce() {
    FakeSite site =
        new FakeSite(forDuo().with("verificationCode", "708214"), KeycloakTheme.V2)
            .answering(200, "{\"status\":\"waiting\",\"secondsLeft\":28}")
            .answering(200, "{\"status\":\"waiting\",\"secondsLeft\":25}")
            .answering(200, DONE);
    var page = browser.open(site);
    page.evaluate(
        "() => { window.heard = []; const region = document.getElementById('duo-announcement');"
            + "new MutationObserver(changes => changes.forEach(each =>"
            + " each.addedNodes.forEach(node => heard.push(node.textContent))))"
            + ".observe(region, {childList: true, subtree: true, characterData: true}); }");

    ScriptBrowser.untilAnswered(page, 1_500);
    ScriptBrowser.untilAnswered(page, 3_000);
    ScriptBrowser.untilAnswered(page, 3_000);
    page.waitForCondition(() -> !site.posts().isEmpty());
    page.clock().runFor(5_000);

    assertThat(page.evaluate("heard"))
        .isEqualTo(
            List.of(
                "Enter this code in Duo Mobile: 7 0 8 2 1 4",
                "Seconds left: 28",
                "Response received. One moment."));
  }

  @Test
  void goesOnAgainAfterTheBackButton() {
    FakeSite site = new FakeSite(forDuo(), KeycloakTheme.V2).answering(200, DONE);
    var page = browser.open(site);
    page.clock().runFor(1_500);
    page.waitForCondition(() -> site.posts().size() == 1);

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))");
    page.clock().runFor(1_500);
    page.waitForCondition(() -> site.posts().size() == 2);

    assertThat(site.posts()).containsOnly("action=continue");
  }

  @Test
  void asksNothingMoreWhenTheUserCancels() {
    FakeSite site = new FakeSite(forDuo(), KeycloakTheme.V2).answering(200, DONE);
    var page = browser.open(site);

    page.dblclick("#duo-cancel");
    page.waitForCondition(() -> !site.posts().isEmpty());
    page.clock().runFor(10_000);

    assertThat(site.posts()).containsExactly("action=cancel");
    assertThat(site.questions()).isZero();
  }

  @Test
  void refreshesItselfWithoutScripts() {
    FakeSite site = new FakeSite(forDuo(), KeycloakTheme.V2);
    var page = browser.openWithoutScripts(site);

    page.waitForURL(Page.ACTION);

    assertThat(site.refreshes()).isEqualTo(1);
  }
}
