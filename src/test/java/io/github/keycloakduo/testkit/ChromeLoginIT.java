package io.github.keycloakduo.testkit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.keycloakduo.testkit.browser.Chrome;
import io.github.keycloakduo.testkit.browser.Look;
import io.github.keycloakduo.testkit.browser.NeedsChromium;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.UserEvent;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(KeycloakExtension.class)
@NeedsChromium
class ChromeLoginIT {

  static List<Look> looks() {
    Look desktop = Look.desktop();
    return List.of(desktop, desktop.withoutScripts(), desktop.inTheDark().onAPhone().in("de-DE"));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void signsInWithThePassword(Look look, Chrome chrome, TestRealm realm) {
    TestUser alice = realm.users().create("alice");
    Page page = chrome.open(look, realm.app().loginUrl());
    chrome.screenshot(page, "login-" + look);

    page.fill("#username", alice.username());
    page.fill("#password", alice.password());
    page.click("#kc-login");

    assertThat(page.locator("#arrived")).hasText("Signed in");
    assertThat(realm.events().user("LOGIN"))
        .extracting(UserEvent::userId)
        .containsExactly(alice.id());
  }
}
