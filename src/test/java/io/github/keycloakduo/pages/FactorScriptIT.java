package io.github.keycloakduo.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.testkit.browser.NeedsChromium;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the factor page sends, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsChromium
class FactorScriptIT {
  private final ScriptBrowser browser = new ScriptBrowser();

  @AfterEach
  void closeTheWindow() {
    browser.closeWindows();
  }

  @AfterAll
  void stopChromium() {
    browser.close();
  }

  @ParameterizedTest
  @EnumSource
  void sendsOnePushForADoubleClick(KeycloakTheme theme) {
    FakeSite site = new FakeSite(Page.factors(), theme);
    var page = browser.open(site);

    page.click("#duo-factor-push");
    page.waitForCondition(() -> !site.posts().isEmpty());
    page.evaluate("document.getElementById('duo-factor-push').click()");
    ScriptBrowser.settle(page);

    assertThat(site.posts()).containsExactly("factor=push&passcode=");
    page.clock().runFor(15_500);
    page.click("#duo-factor-push");
    page.waitForCondition(() -> site.posts().size() == 2);
  }

  @ParameterizedTest
  @EnumSource
  void sendsThePasscodeOnEnter(KeycloakTheme theme) {
    FakeSite site = new FakeSite(Page.factors().with("factors", List.of("phone", "push")), theme);
    var page = browser.open(site);

    page.waitForCondition(() -> "duo-passcode".equals(page.evaluate("document.activeElement.id")));
    page.keyboard().type("push2");
    page.keyboard().press("Enter");
    page.waitForCondition(() -> !site.posts().isEmpty());

    assertThat(site.posts()).containsExactly("login=&passcode=push2");
  }

  /** For programs that press the same button on every page. */
  @ParameterizedTest
  @EnumSource
  void letsTheButtonOfTheFormBePressedWherePasscodesAreNotOffered(KeycloakTheme theme) {
    FakeSite site = new FakeSite(Page.factors().with("passcode", false), theme);
    var page = browser.open(site);

    page.click("#kc-login");
    page.waitForCondition(() -> !site.posts().isEmpty());

    assertThat(site.posts()).containsExactly("login=");
  }

  @ParameterizedTest
  @EnumSource
  void showsOnlyWhatTheSelectedDeviceCanDo(KeycloakTheme theme) {
    FakeSite site = new FakeSite(phoneAndLandline(), theme);
    var page = browser.open(site);
    page.waitForCondition(() -> page.locator("#duo-factor-push").isVisible());
    assertThat(page.locator("#duo-factor-phone").isVisible()).isTrue();

    page.selectOption("#duo-device", "DP2");

    assertThat(page.locator("#duo-factor-push").isVisible()).isFalse();
    assertThat(page.locator("#duo-factor-phone").isVisible()).isTrue();
    page.focus("#duo-device");
    page.keyboard().press("Tab");
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("duo-factor-phone");
    page.keyboard().press("Enter");
    page.waitForCondition(() -> !site.posts().isEmpty());
    assertThat(site.posts()).containsExactly("device=DP2&factor=phone&passcode=");
  }

  @Test
  void leadsWithTheFirstThingThatTheSelectedDeviceCanDo() {
    var page = browser.open(new FakeSite(phoneAndLandline(), KeycloakTheme.V2));
    page.waitForCondition(() -> page.locator("#duo-factor-push.pf-m-primary").isVisible());

    page.selectOption("#duo-device", "DP2");
    assertThat(page.locator(".pf-m-primary:visible").getAttribute("id"))
        .isEqualTo("duo-factor-phone");
    page.selectOption("#duo-device", "DP1");

    assertThat(page.locator(".pf-m-primary:visible").getAttribute("id"))
        .isEqualTo("duo-factor-push");
    assertThat(page.locator("#duo-factor-phone").getAttribute("class")).contains("pf-m-secondary");
  }

  @ParameterizedTest
  @EnumSource
  void offersEverythingWithoutScripts(KeycloakTheme theme) {
    FakeSite site = new FakeSite(phoneAndLandline(), theme);
    var page = browser.openWithoutScripts(site);

    page.selectOption("#duo-device", "DP2");
    assertThat(page.locator("#duo-factor-push").isVisible()).isTrue();
    assertThat(page.locator("#duo-factor-phone").isVisible()).isTrue();
  }

  /** A person in a hurry ticks the box by its label and goes on by the keyboard. */
  @ParameterizedTest
  @EnumSource
  void sendsTheTickedBox(KeycloakTheme theme) {
    FakeSite site =
        new FakeSite(
            Page.factors()
                .with(
                    "remember",
                    Map.of("ticked", false, "span", "8 hours", "upTo", false, "sooner", "")),
            theme);
    var page = browser.open(site);

    page.click("label[for=duo-remember]");
    page.focus("#duo-passcode");
    page.keyboard().type("123456");
    page.keyboard().press("Enter");
    page.waitForCondition(() -> !site.posts().isEmpty());

    assertThat(site.posts()).containsExactly("login=&remember=true&passcode=123456");
  }

  private static Page phoneAndLandline() {
    return Page.factors()
        .with("factors", List.of("push", "phone"))
        .with(
            "devices",
            List.of(
                Page.device("DP1", "Phone", true, "push", "phone"),
                Page.device("DP2", "Landline", false, "phone")));
  }

  @Test
  void sendsNothingWhenADeviceIsChosen() {
    FakeSite site =
        new FakeSite(
            Page.factors()
                .with(
                    "devices",
                    List.of(
                        Page.device("DP1", "Phone", true), Page.device("DP2", "Tablet", false))),
            KeycloakTheme.V2);
    var page = browser.open(site);

    page.focus("#duo-device");
    page.keyboard().press("ArrowDown");
    ScriptBrowser.settle(page);

    assertThat(page.inputValue("#duo-device")).isEqualTo("DP2");
    assertThat(site.posts()).isEmpty();
  }

  @Test
  void sendsNothingWhenTheButtonIsLeftBeforeItIsReleased() {
    FakeSite site = new FakeSite(Page.factors(), KeycloakTheme.V2);
    var page = browser.open(site);

    page.hover("#duo-factor-push");
    page.mouse().down();
    page.mouse().move(1, 1);
    page.mouse().up();
    ScriptBrowser.settle(page);

    assertThat(site.posts()).isEmpty();
  }
}
