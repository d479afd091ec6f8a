package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.settings.GraceSettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether the browser is to be remembered, over the requests of a login. */
class ConsentTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();
  private final Tab tab = choosing(asking(HOUR, HOUR), true);

  private Tab choosing(Optional<GraceSettings> grace, boolean free) {
    Tab next = scene.tab("1", Samples.settings());
    next.with(Samples.settings().build(grace)).restart();
    if (!free) {
      next.reauthenticating();
    }
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));
    next.look();
    return next;
  }

  private static Optional<GraceSettings> asking(Duration soft, Duration hard) {
    return Optional.of(new GraceSettings(soft, hard, 5, true, true));
  }

  @Test
  void isAskedForAndNeverTakenForGranted() {
    assertThat(tab.state().consent()).isEqualTo(Consent.ASKED);

    duo.auths().soon(FakeDuo.allowed());
    assertThat(tab.type("123456")).startsWith("in");
    assertThat(tab.state().consent()).isEqualTo(Consent.ASKED);
  }

  @Test
  void outlastsAWrongPasscodeAPushAndItsWaitingPage() {
    duo.auths().soon(FakeDuo.refused(Refusal.DENIED));
    assertThat(tab.type("000000", true)).startsWith("choose");
    assertThat(tab.state().consent()).isEqualTo(Consent.GIVEN);
    tab.look();
    assertThat(tab.state().consent()).isEqualTo(Consent.GIVEN);

    duo.auths().soon(FakeDuo.started("tx"));
    assertThat(tab.pressRemembering("push")).isEqualTo("wait");
    duo.statuses().answer(FakeDuo.allowed());
    assertThat(tab.look()).startsWith("in");
    assertThat(tab.state().consent()).isEqualTo(Consent.GIVEN);
  }

  @Test
  void canBeTakenBack() {
    duo.auths().soon(FakeDuo.refused(Refusal.DENIED));
    tab.type("000000", true);
    duo.auths().soon(FakeDuo.allowed());

    assertThat(tab.type("123456", false)).startsWith("in");
    assertThat(tab.state().consent()).isEqualTo(Consent.ASKED);
  }

  /** The waiting page has no box, whatever a request makes up. */
  @Test
  void isGivenOnTheFactorPageAlone() {
    duo.auths().soon(FakeDuo.started("tx"));
    assertThat(tab.press("push")).isEqualTo("wait");

    tab.pressRemembering("push");

    assertThat(tab.state().consent()).isEqualTo(Consent.ASKED);
  }

  @Test
  void isNotAskedForWhereNoMfaCanCountLater() {
    assertThat(choosing(Optional.empty(), true).state().consent()).isEqualTo(Consent.NOT_ASKED);
    assertThat(choosing(asking(HOUR, HOUR), false).state().consent()).isEqualTo(Consent.NOT_ASKED);
    assertThat(choosing(asking(Duration.ZERO, HOUR), true).state().consent())
        .isEqualTo(Consent.NOT_ASKED);
    assertThat(
            choosing(Optional.of(new GraceSettings(HOUR, HOUR, 5, true, false)), true)
                .state()
                .consent())
        .isEqualTo(Consent.NOT_ASKED);
  }

  @Test
  void isNotGivenByABoxThatWasNotThere() {
    Tab forced = choosing(asking(HOUR, HOUR), false);
    duo.auths().soon(FakeDuo.allowed());

    assertThat(forced.type("123456", true)).startsWith("in");
    assertThat(forced.state().consent()).isEqualTo(Consent.NOT_ASKED);
  }
}
