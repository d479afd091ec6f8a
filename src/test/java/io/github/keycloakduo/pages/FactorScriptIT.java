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

    assertThat(site.posts()).containsExactly("passcode=&factor=push");
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

    assertThat(site.posts()).containsExactly("passcode=push2&login=");
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
