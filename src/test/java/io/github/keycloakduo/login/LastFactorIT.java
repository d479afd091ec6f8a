package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The factor and device that worked last in a browser, and what a device cannot do. */
@ExtendWith(KeycloakExtension.class)
class LastFactorIT {
  private static final Map<String, String> ALL = Map.of("duo.factors", "push##phone##passcode");
  private static final String COOKIE = "DUO_MFA_FACTOR";

  private final DuoSimulator duo;

  LastFactorIT(DuoSimulator duo) {
    this.duo = duo;
  }

  private void devices(String user) {
    duo.user(user)
        .phone("DP1", "iPhone", Capability.PUSH, Capability.PHONE)
        .phone("DP2", "Desk phone", Capability.PHONE)
        .passcode("123456");
  }

  @Test
  void comeFirstInTheSameBrowserAndForTheSameUserOnly(TestRealm realm) {
    devices("alice");
    devices("bob");
    DuoLogin login = DuoLogin.at(realm, duo, ALL);
    Page first = login.password();
    assertThat(buttons(first)).containsExactly("duo-factor-push", "duo-factor-phone");
    assertThat(selected(first)).isEqualTo("DP1");
    Page waiting =
        DuoLogin.settled(
            first.form("#kc-duo-form").with("device", "DP2").press("#duo-factor-phone").submit());
    duo.pushes().awaitPending("alice", Duration.ofSeconds(20));
    duo.pushes().approve("alice");
    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();
    String cookie = login.browser().cookies().value(COOKIE).orElseThrow();
    assertThat(cookie).startsWith("1.phone.").doesNotContain("DP2", "alice", login.user().id());

    Page again = DuoLogin.settled(login.password(remembering(realm, login)));
    assertThat(buttons(again)).containsExactly("duo-factor-phone", "duo-factor-push");
    assertThat(selected(again)).isEqualTo("DP2");
    assertThat(again.element("#kc-duo-form").attr("data-duo-lead")).isEqualTo("phone");

    TestUser bob = realm.users().create("bob");
    Page other = DuoLogin.settled(login.password(remembering(realm, login), bob));
    assertThat(buttons(other)).containsExactly("duo-factor-push", "duo-factor-phone");
    assertThat(buttons(DuoLogin.settled(login.password(realm.browser()))))
        .containsExactly("duo-factor-push", "duo-factor-phone");
  }

  @Test
  void comeInTheConfiguredOrderWhereTheCookieIsForgedOrTheDeviceGone(TestRealm realm) {
    devices("alice");
    DuoLogin login = DuoLogin.at(realm, duo, ALL);
    assertThat(DuoLogin.type(login.password(), "123456").arrived()).isTrue();
    Page passcode = DuoLogin.settled(login.password(remembering(realm, login)));
    assertThat(passcode.element("#kc-duo-form").attr("data-duo-lead")).isEmpty();

    String right = login.browser().cookies().value(COOKIE).orElseThrow();
    for (String forged :
        List.of("x", "2" + right.substring(1), right.replace("passcode", "phone"))) {
      PlainBrowser browser = realm.browser().withHeader("Cookie", COOKIE + "=" + forged);
      Page page = DuoLogin.settled(login.password(browser));
      assertThat(page.element("#kc-duo-form").attr("data-duo-lead")).as(forged).isEqualTo("push");
    }
  }

  /** N11: without scripts every button is there, and the choice is kept. */
  @Test
  void whatTheDeviceCannotDoIsSaidAtTheDeviceWhichStaysSelected(TestRealm realm) {
    devices("alice");
    DuoLogin login = DuoLogin.at(realm, duo, ALL);
    Page first = login.password();

    Page refused =
        DuoLogin.settled(
            first.form("#kc-duo-form").with("device", "DP2").press("#duo-factor-push").submit());

    assertThat(DuoLogin.error(refused)).startsWith("This device does not support that method.");
    assertThat(refused.element("#duo-device").attr("aria-describedby"))
        .isEqualTo("input-error-passcode");
    assertThat(refused.element("#duo-passcode").hasAttr("aria-invalid")).isFalse();
    assertThat(selected(refused)).isEqualTo("DP2");
    Page wrong = DuoLogin.type(refused, "000000");
    assertThat(selected(wrong)).isEqualTo("DP2");
    assertThat(DuoLogin.type(wrong, "123456").arrived()).isTrue();
  }

  private static PlainBrowser remembering(TestRealm realm, DuoLogin login) {
    PlainBrowser browser = realm.browser();
    browser.cookies().copyFrom(login.browser().cookies(), COOKIE);
    return browser;
  }

  private static List<String> buttons(Page page) {
    return page.document().select("button[name=factor]").eachAttr("id");
  }

  private static String selected(Page page) {
    return page.element("#duo-device option[selected]").attr("value");
  }
}
