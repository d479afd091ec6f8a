package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.FailMode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A push that runs may be joined only by those for whom its answer may count. */
class LoginContextTest {
  private static final DuoMfaSettings USUAL = LoginFlowTest.settings(Map.of());
  private static final DuoUsername AL = new DuoUsername("al");

  @Test
  void sharesAFactorAmongTheTabsOfABrowser() {
    LoginContext first = context(USUAL, "browser");

    assertThat(context(USUAL, "browser").lockKey(AL)).isEqualTo(first.lockKey(AL));
  }

  @Test
  void sharesNoFactorThatWasBegunForAnotherDuoUser() {
    LoginContext context = context(USUAL, "browser");

    assertThat(context.lockKey(AL)).isNotEqualTo(context.lockKey(new DuoUsername("bo")));
  }

  @Test
  void sharesNoFactorThatWasBegunUnderOtherSettings() {
    DuoMfaSettings changed = LoginFlowTest.settings(Map.of("duo.host", "api-2.duosecurity.com"));

    assertThat(context(changed, "browser").lockKey(AL))
        .isNotEqualTo(context(USUAL, "browser").lockKey(AL));
  }

  @Test
  void sharesNoFactorWithAnotherBrowser() {
    assertThat(context(USUAL, "browser").lockKey(AL))
        .isNotEqualTo(context(USUAL, "other").lockKey(AL));
  }

  @Test
  void sharesAFactorThoughTheCallerHasLessTimeLeft() {
    LoginContext context = context(USUAL, "browser");

    assertThat(context.withTimeout(Duration.ofSeconds(3)).lockKey(AL))
        .isEqualTo(context.lockKey(AL));
  }

  @Test
  void failsClosedInAStepUpWhateverTheConfigurationSays() {
    DuoMfaSettings open = LoginFlowTest.settings(Map.of("duo.ignore_conn_err", "true"));

    assertThat(context(open, RequiredAssurance.ANY, "browser").failMode())
        .isEqualTo(open.failMode());
    assertThat(context(open, RequiredAssurance.STEP_UP, "browser").failMode())
        .isEqualTo(FailMode.CLOSED);
  }

  private static LoginContext context(DuoMfaSettings settings, String lockScope) {
    return context(settings, RequiredAssurance.ANY, lockScope);
  }

  private static LoginContext context(
      DuoMfaSettings settings, RequiredAssurance assurance, String lockScope) {
    return LoginFlowTest.context(
        settings,
        assurance,
        new LoginFlowTest.Duo(),
        () -> {
          throw new AssertionError("the policy is not asked here");
        },
        lockScope);
  }
}
