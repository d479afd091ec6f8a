package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A push that runs may be joined only by those for whom its answer may count. */
class ArrivalTest {
  private static final DuoMfaSettings USUAL = LoginFlowTest.settings(Map.of());

  @Test
  void sharesAFactorAmongTheTabsOfABrowser() {
    assertThat(place(USUAL, "browser", "tab 1", "al"))
        .isEqualTo(place(USUAL, "browser", "tab 2", "al"));
  }

  @Test
  void sharesNoFactorThatWasBegunForAnotherDuoIdentity() {
    assertThat(place(USUAL, "browser", "tab", "al"))
        .isNotEqualTo(place(USUAL, "browser", "tab", "bo"));
  }

  @Test
  void sharesNoFactorThatWasBegunUnderOtherSettings() {
    DuoMfaSettings changed = LoginFlowTest.settings(Map.of("duo.host", "api-2.duosecurity.com"));

    assertThat(place(changed, "browser", "tab", "al"))
        .isNotEqualTo(place(USUAL, "browser", "tab", "al"));
  }

  @Test
  void sharesNoFactorWithAnotherBrowser() {
    assertThat(place(USUAL, "browser", "tab", "al"))
        .isNotEqualTo(place(USUAL, "other", "tab", "al"));
  }

  @Test
  void sharesAFactorThoughTheCallerHasLessTimeLeft() {
    Arrival arrival = arrival(USUAL, "browser", "tab");

    assertThat(arrival.on(Terms.ofCaller(Duration.ofSeconds(3))).as(new DuoUsername("al")).place())
        .isEqualTo(arrival.as(new DuoUsername("al")).place());
  }

  private static String place(
      DuoMfaSettings settings, String browser, String tab, String identity) {
    return arrival(settings, browser, tab).as(new DuoUsername(identity)).place();
  }

  private static Arrival arrival(DuoMfaSettings settings, String browser, String tab) {
    LoginRequest login =
        new LoginRequest("u1", "alice", Optional.of("192.0.2.7"), "bank", "Online banking");
    return new Arrival(
        login,
        settings,
        RequiredAssurance.ANY,
        new LoginFlowTest.Duo(),
        () -> {
          throw new AssertionError("the policy is not asked here");
        },
        heard -> {},
        Terms.ofBrowser(settings),
        browser,
        tab);
  }
}
