package io.github.keycloakduo.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Chrome;
import io.github.keycloakduo.testkit.browser.Look;
import io.github.keycloakduo.testkit.browser.NeedsChromium;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Duo's own page in a real browser, which has its own mind about cookies from other sites. */
@ExtendWith(KeycloakExtension.class)
@NeedsChromium
class ChromeUniversalIT {
  private static final Duration SLOW = Duration.ofMillis(900);

  static List<Look> looks() {
    return List.of(Look.desktop(), Look.desktop().withoutScripts());
  }

  @ParameterizedTest
  @MethodSource("looks")
  void goesThereAndBackThroughTheWaitingPages(
      Look look, Chrome chrome, TestRealm realm, DuoSimulator duo) {
    duo.faults().on(Endpoint.HEALTH_CHECK, Endpoint.TOKEN).always(Fault.delay(SLOW));
    Page page = prompt(look, chrome, realm, duo);

    page.click("#prompt-approve");

    assertThat(page.locator("#arrived")).hasText("Signed in");
  }

  @Test
  void canTryAgainAfterACancel(Chrome chrome, TestRealm realm, DuoSimulator duo) {
    Page page = prompt(Look.desktop(), chrome, realm, duo);

    page.click("#prompt-cancel");
    assertThat(page.locator("#duo-outcome")).hasAttribute("data-outcome", "cancelled");
    chrome.screenshot(page, "universal-cancelled");
    page.click("#duo-try-again");
    page.click("#prompt-approve");

    assertThat(page.locator("#arrived")).hasText("Signed in");
  }

  @Test
  void comesToTheEndAfterTheBackButton(Chrome chrome, TestRealm realm, DuoSimulator duo) {
    Page page = prompt(Look.desktop(), chrome, realm, duo);

    page.goBack();
    assertThat(page.locator("#prompt, #kc-form-login, #kc-page-title").first()).isVisible();
    page.goForward();
    assertThat(page.locator("#prompt")).isVisible();
    page.click("#prompt-approve");

    assertThat(page.locator("#arrived")).hasText("Signed in");
  }

  private static Page prompt(Look look, Chrome chrome, TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DPALICE0000000000001", "Phone", Capability.PUSH);
    PromptLogin alice = PromptLogin.at(realm, duo, Map.of());
    Page page = chrome.open(look, realm.app().loginUrl());
    page.fill("#username", alice.login().user().username());
    page.fill("#password", alice.login().user().password());
    page.click("#kc-login");
    // The first login of a server loads Duo's library.
    page.waitForSelector("#prompt");
    return page;
  }
}
