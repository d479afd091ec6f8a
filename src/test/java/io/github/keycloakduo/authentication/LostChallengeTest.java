package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A factor of which nothing is known any more: nothing is sent again by itself. */
class LostChallengeTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void whetherAPushWentOutIsUnknownWhenTheNodeDiedBeforeDuoNamedIt() {
    Tab tab = scene.choosing();
    tab.press("push");
    orphaned(tab);
    scene.pass(59);
    assertThat(tab.look()).isEqualTo("wait");
    assertThat(tab.done()).isFalse();
    scene.pass(1);

    assertThat(tab.done()).isTrue();
    assertThat(tab.look()).isEqualTo("choose (INTERRUPTED)");
    assertThat(tab.look()).isEqualTo("choose");
    assertThat(duo.auths().count()).isEqualTo(1);
    assertThat(tab.press("push")).isEqualTo("wait");
    assertThat(duo.auths().count()).isEqualTo(2);
  }

  @Test
  void nobodyIsToldOfATimeoutWhenTheNodeDiedBeforeDuoNamedThePush() {
    Tab tab = scene.choosing();
    tab.press("push");
    orphaned(tab);
    scene.pass(60);

    assertThat(tab.look()).isEqualTo("choose (INTERRUPTED)");
  }

  /** D8: the node lives, and Duo is slow. */
  @Test
  void aSlowAnswerToAPushIsNoDeathOnAnotherNode() {
    Tab tab = scene.choosing();
    tab.press("push");
    tab.at(scene.there());
    scene.pass(30);
    assertThat(tab.done()).isFalse();
    assertThat(tab.look()).isEqualTo("wait");
    assertThat(tab.press("push")).isEqualTo("wait");

    duo.auths().answer(FakeDuo.started("TX1"));
    assertThat(tab.look()).isEqualTo("wait");
    duo.statuses().answerNewest(FakeDuo.allowed());
    assertThat(tab.look()).isEqualTo("in: approved by push");
    assertThat(duo.auths().count()).isEqualTo(1);
  }

  /** D8: neither has a transaction by which another node could go on. */
  @Test
  void aSlowAnswerToAPasscodeOrTextMessageIsNoDeathOnAnotherNode() {
    Tab passcode = scene.choosing();
    passcode.type("123456");
    Tab sms = scene.choosing("2", Samples.settings().offering(Factor.SMS), "bob", FakeDuo.PHONE);
    sms.press("sms");
    passcode.at(scene.there());
    sms.at(scene.there());
    scene.pass(30);
    assertThat(passcode.look()).isEqualTo("wait");
    assertThat(sms.look()).isEqualTo("wait");

    duo.auths().answer(FakeDuo.allowed());
    duo.auths().answer(new FactorAnswer.SmsSent());
    assertThat(passcode.look()).isEqualTo("in: approved by passcode");
    assertThat(sms.look()).isEqualTo("choose (SMS_SENT)");
    assertThat(duo.auths().count()).isEqualTo(2);
  }

  @Test
  void aSlowAnswerIsNoDeathOnTheNodeItself() {
    Tab tab = scene.choosing();
    tab.press("push");
    scene.pass(30);

    assertThat(tab.done()).isFalse();
    assertThat(tab.look()).isEqualTo("wait");
  }

  @Test
  void theChallengeGoesOnWhereItRunsWhenTheStoreLosesItsStates() {
    Tab tab = scene.pushed();
    scene.board().loseStates();

    assertThat(tab.look()).isEqualTo("wait");
    duo.statuses().answer(FakeDuo.allowed());
    assertThat(tab.look()).isEqualTo("in: approved by push");
  }

  @Test
  void nothingIsSentAgainElsewhereWhenTheStoreLosesItsStates() {
    Tab tab = orphaned(scene.pushed());
    scene.board().loseStates();

    assertThat(tab.look()).isEqualTo("wait");
    assertThat(tab.challenge().factor()).isPresent();
    scene.pass(7);
    assertThat(tab.done()).isTrue();
    assertThat(tab.look()).isEqualTo("choose (INTERRUPTED)");
    assertThat(duo.auths().count()).isEqualTo(1);
  }

  @Test
  void nothingIsSentWhileTheStoreFails() {
    Tab tab = scene.choosing();
    scene.board().fail();

    assertThatIllegalStateException().isThrownBy(() -> tab.press("push"));
    assertThatIllegalStateException().isThrownBy(() -> tab.type("123456"));
    assertThat(duo.auths().count()).isZero();
  }

  @Test
  void aSecondTabGivesUpTooWhenNothingIsKnownAnyMore() {
    Tab first = scene.pushed();
    Tab second = scene.choosing("2", Samples.settings(), FakeDuo.PHONE);
    second.press("push");
    orphaned(first);
    scene.board().loseStates();
    second.at(scene.there());
    assertThat(second.look()).isEqualTo("wait for the other tab");
    scene.pass(7);

    assertThat(second.done()).isTrue();
    assertThat(second.look()).isEqualTo("choose (INTERRUPTED)");
    assertThat(duo.auths().count()).isEqualTo(1);
    assertThat(second.press("push")).isEqualTo("wait");
  }

  @Test
  void aPlaceThatWasTakenByADeadNodeIsFreeAgainAfterAWhile() {
    Tab tab = scene.choosing();
    scene.board().tryLock(tab.lockKey(), Duration.ofSeconds(70));

    assertThat(tab.press("push")).isEqualTo("choose (INTERRUPTED)");
    assertThat(tab.type("123456")).isEqualTo("choose (INTERRUPTED)");
    scene.pass(70);
    assertThat(tab.press("push")).isEqualTo("wait");
    assertThat(duo.auths().count()).isEqualTo(1);
  }

  /** Its node is dead, and the load balancer has noticed. */
  private Tab orphaned(Tab tab) {
    scene.here().die();
    return tab.at(scene.there());
  }
}
