package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.Fault;
import org.junit.jupiter.api.Test;

class AutopushTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void startsTheFirstOfferedFactorByItself() {
    Tab tab =
        reaching(Samples.settings().pushing().offering(Factor.PHONE, Factor.PUSH, Factor.PASSCODE));

    assertThat(tab.look()).isEqualTo("wait");
    assertThat(duo.contacts()).extracting(c -> c.factor()).containsExactly(Factor.PHONE);
  }

  @Test
  void startsNothingWhereThePasscodeComesFirst() {
    Tab tab = reaching(Samples.settings().pushing().offering(Factor.PASSCODE, Factor.PUSH));

    assertThat(tab.look()).isEqualTo("choose");
    assertThat(duo.auths().count()).isZero();
  }

  /** D13: nothing of Duo hears of it, so that nothing can ring. */
  @Test
  void startsNothingForAPassiveRequest() {
    Tab tab = scene.tab("1", Samples.settings().pushing()).passive();

    assertThat(tab.look()).isEqualTo("interaction required");
    assertThat(tab.look()).isEqualTo("interaction required");
    assertThat(duo.preauths().count() + duo.auths().count()).isZero();
    assertThat(duo.contacts()).isEmpty();
  }

  @Test
  void startsAfterASlowPreauthToo() {
    Tab tab = scene.tab("1", Samples.settings().pushing());
    tab.look();
    duo.preauths().answer(FakeDuo.challenge(FakeDuo.PHONE));

    assertThat(tab.look()).isEqualTo("wait");
    assertThat(tab.look()).isEqualTo("wait");
    assertThat(duo.contacts()).hasSize(1);
  }

  @Test
  void ringsNoSecondTimeAfterADenial() {
    Tab tab = reaching(Samples.settings().pushing());
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));

    assertThat(tab.look()).isEqualTo("choose after denied by push");
    assertThat(tab.look()).isEqualTo("choose");
    assertThat(duo.contacts()).hasSize(1);
  }

  @Test
  void ringsNoSecondTimeWhenTheLoginTriesAgainAfterTrouble() {
    Tab tab = reaching(Samples.settings().pushing());
    duo.statuses().fail(Fault.Kind.BAD_ANSWER);
    assertThat(tab.look()).isEqualTo("stop: duo_error by push");
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));

    assertThat(tab.look()).isEqualTo("choose");
    assertThat(duo.contacts()).hasSize(1);
  }

  @Test
  void ringsNoSecondTimeWhenASecondTabOrARestartReachesTheStep() {
    Tab tab = reaching(Samples.settings().pushing());
    tab.restart();
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));

    assertThat(tab.look()).isEqualTo("wait");
    assertThat(scene.tab("2", Samples.settings().pushing()).look())
        .isEqualTo("wait for the other tab");
    assertThat(duo.contacts()).hasSize(1);
  }

  @Test
  void ringsNoSecondTimeInATabThatOnlyWaitedForAnother() {
    Tab tab = reaching(Samples.settings().pushing());
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));
    Tab second = scene.tab("2", Samples.settings().pushing());
    second.look();
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));
    tab.look();

    assertThat(second.look()).isEqualTo("choose");
    assertThat(second.look()).isEqualTo("choose");
    assertThat(duo.contacts()).hasSize(1);
  }

  private Tab reaching(Samples settings) {
    duo.auths().soon(FakeDuo.started("TX1"));
    return scene.choosing("1", settings, FakeDuo.PHONE);
  }
}
