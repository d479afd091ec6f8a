package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Clients that only look whether somebody is logged in, in a realm where every login takes the
 * step, single sign-on or not.
 */
@ExtendWith(KeycloakExtension.class)
class PassiveLoginIT {
  private static final Map<String, String> PUSHING =
      Map.of(
          "duo.autopush", "true",
          "authentication_cache.soft_timeout", "600",
          "authentication_cache.hard_timeout", "3600",
          "authentication_cache.reuse_limit", "1");

  private final DuoSimulator duo;

  PassiveLoginIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @Test
  void anOpenIdConnectClientIsToldThatTheUserIsNeededAndNothingRings(TestRealm realm) {
    FlowStep step = everyLogin(realm);
    PlainBrowser browser = loggedIn(realm);
    int calls = duo.requests().count();

    Page end = browser.open(realm.app().loginUrl(Map.of("prompt", "none")));

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(end.url().getQuery()).contains("error=login_required");
    assertThat(duo.requests().count()).isEqualTo(calls);
    assertThatTheGraceIsUnused(realm, browser);

    step.change(Map.of("whitelist.user_list.allow", "all_users"));
    Page exempt = browser.open(realm.app().loginUrl(Map.of("prompt", "none")));
    assertThat(exempt.url().getQuery()).contains("code=").doesNotContain("error");
  }

  @Test
  void aSamlClientIsToldThatTheUserIsNeededAndNothingRings(TestRealm realm) {
    everyLogin(realm);
    PlainBrowser browser = loggedIn(realm);
    int calls = duo.requests().count();
    SamlRequest.createClient(realm);

    Page answer = browser.open(SamlRequest.of(realm, "IsPassive=\"true\"", ""));

    String encoded = answer.element("[name=SAMLResponse]").attr("value");
    assertThat(new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8))
        .contains("urn:oasis:names:tc:SAML:2.0:status:NoPassive");
    assertThat(duo.requests().count()).isEqualTo(calls);
    assertThatTheGraceIsUnused(realm, browser);
  }

  private static void assertThatTheGraceIsUnused(TestRealm realm, PlainBrowser browser) {
    Page end = browser.open(realm.app().loginUrl());
    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(realm.events().user("LOGIN"))
        .extracting(event -> event.details().get("duo_outcome"))
        .containsExactly("approved", "grace");
  }

  /** The step stands behind the cookie of a session, too. */
  private FlowStep everyLogin(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(PUSHING);
    return realm.withStepAtEveryLogin("duo-mfa", config);
  }

  /** Somebody with a session, and a grace with one use. */
  private PlainBrowser loggedIn(TestRealm realm) {
    PlainBrowser browser = realm.browser();
    Page waiting = DuoLogin.settled(realm.logIn(browser, realm.users().create("alice")));
    duo.pushes().awaitPending("alice", Duration.ofSeconds(60));
    duo.pushes().approve("alice");
    Page end = DuoLogin.proceed(waiting);
    assertThat(end.arrived()).as(end.toString()).isTrue();
    return browser;
  }
}
