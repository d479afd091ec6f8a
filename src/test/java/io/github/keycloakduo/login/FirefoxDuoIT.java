package io.github.keycloakduo.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Firefox;
import io.github.keycloakduo.testkit.browser.Look;
import io.github.keycloakduo.testkit.browser.NeedsFirefox;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the scripts of the Duo pages do in a real Firefox. */
@ExtendWith(KeycloakExtension.class)
@NeedsFirefox
class FirefoxDuoIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void goesOnByItselfOnceThePushIsApproved(Firefox firefox, TestRealm realm, DuoSimulator duo) {
    DuoLogin login = ChromeDuoIT.login(realm, duo);
    Page page = ChromeDuoIT.factorPage(Look.desktop(), firefox, realm, login);

    page.selectOption("#duo-device", "DP2");
    page.click("#duo-factor-push");
    assertThat(page.locator("#duo-waiting-text")).containsText("Work phone");
    firefox.screenshot(page, "waiting-firefox");
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().approve("alice");

    assertThat(page.locator("#arrived")).hasText("Signed in");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  void letsInSomeoneWhoUsesNothingButTheKeyboard(
      Firefox firefox, TestRealm realm, DuoSimulator duo) {
    DuoLogin login = ChromeDuoIT.login(realm, duo);
    duo.user("alice").passcode("123456");
    Page page = ChromeDuoIT.factorPage(Look.desktop(), firefox, realm, login);

    assertThat(page.locator("#duo-passcode")).isFocused();
    page.keyboard().type("000000");
    page.keyboard().press("Enter");
    assertThat(page.locator("#input-error-passcode")).isVisible();
    assertThat(page.locator("#duo-passcode")).isFocused();
    page.keyboard().type("123456");
    page.keyboard().press("Enter");

    assertThat(page.locator("#arrived")).hasText("Signed in");
  }

  @Test
  void startsOnePushForADoubleClick(Firefox firefox, TestRealm realm, DuoSimulator duo) {
    DuoLogin login = ChromeDuoIT.login(realm, duo);
    Page page = ChromeDuoIT.factorPage(Look.desktop(), firefox, realm, login);

    page.dblclick("#duo-factor-push");
    assertThat(page.locator("#duo-waiting")).isVisible();

    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }
}
