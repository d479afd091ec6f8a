package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import org.junit.jupiter.api.Test;

/** Nothing rings twice without being asked for twice. */
class OnePushTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void aReloadShowsTheSameWait() {
    Tab tab = scene.pushed();
    String challenge = tab.challenge().id();
    for (Node node : new Node[] {scene.here(), scene.there(), scene.here()}) {
      assertThat(tab.at(node).look()).isEqualTo("wait");
      assertThat(tab.challenge().id()).isEqualTo(challenge);
    }
    assertPushes(1);
  }

  @Test
  void theBackButtonAndAnotherPressShowTheSameWait() {
    Tab tab = scene.pushed();

    assertThat(tab.press("push")).isEqualTo("wait");
    assertThat(tab.type("")).isEqualTo("wait");
    assertThat(tab.type("123456")).isEqualTo("wait");
    assertPushes(1);
  }

  @Test
  void aFormSentTwiceToOneNodeStartsOne() {
    sentTwiceTo(scene.here());
  }

  @Test
  void aFormSentTwiceToTwoNodesStartsOne() {
    sentTwiceTo(scene.there());
  }

  private void sentTwiceTo(Node second) {
    Tab tab = scene.choosing();
    LoginState choosing = tab.state();
    assertThat(tab.press("push")).isEqualTo("wait");
    String challenge = tab.challenge().id();

    tab.remember(choosing);
    assertThat(tab.at(second).press("push")).isEqualTo("wait");
    assertThat(tab.challenge().id()).isEqualTo(challenge);
    assertPushes(1);
    duo.auths().answer(FakeDuo.started("TX1"));
    duo.statuses().answer(FakeDuo.allowed());
    assertThat(tab.look()).isEqualTo("in: approved by push");
  }

  @Test
  void aSecondTabShowsTheWaitButIsNotLetInByIt() {
    Tab first = scene.pushed();
    Tab second = scene.choosing("2", Samples.settings(), FakeDuo.PHONE).at(scene.there());

    assertThat(second.press("push")).isEqualTo("wait for the other tab");
    assertThat(second.look()).isEqualTo("wait for the other tab");
    assertThat(second.challenge().device()).isEqualTo(first.challenge().device());
    duo.statuses().answer(FakeDuo.allowed());
    assertThat(second.look()).isEqualTo("choose");
    assertThat(first.look()).isEqualTo("in: approved by push");
    assertPushes(1);
  }

  @Test
  void aSecondTabThatCancelsEndsTheRequestInBoth() {
    Tab first = scene.pushed();
    Tab second = scene.choosing("2", Samples.settings(), FakeDuo.PHONE);
    second.press("push");

    assertThat(second.cancel()).isEqualTo("choose after cancelled by push");
    assertThat(first.done()).isTrue();
    assertThat(first.look()).isEqualTo("choose after cancelled by push");
    duo.auths().soon(FakeDuo.allowed());
    assertThat(second.type("123456")).isEqualTo("in: approved by passcode");
  }

  @Test
  void aSecondTabThatCancelsOnAnotherNodeCanGoOnAtOnce() {
    Tab first = scene.pushed();
    Tab second = scene.choosing("2", Samples.settings(), FakeDuo.PHONE).at(scene.there());
    second.press("push");

    assertThat(second.cancel()).isEqualTo("choose after cancelled by push");
    duo.auths().soon(FakeDuo.allowed());
    assertThat(second.type("123456")).isEqualTo("in: approved by passcode");
    // The first tab's push is approved after all, and another one may wait beside it by then.
    duo.statuses().answer(FakeDuo.allowed());
    assertThat(first.look()).isEqualTo("choose after cancelled by push");
  }

  @Test
  void aSecondTabThatCancelsTooLateCancelsNothing() {
    Tab first = scene.pushed();
    Tab second = scene.choosing("2", Samples.settings(), FakeDuo.PHONE);
    second.press("push");
    duo.statuses().answer(FakeDuo.allowed());

    assertThat(second.cancel()).isEqualTo("choose");
    assertThat(first.look()).isEqualTo("in: approved by push");
  }

  @Test
  void aRestartInTheSameTabFindsTheRunningPush() {
    Tab tab = scene.pushed();
    tab.restart();
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));

    assertThat(tab.look()).isEqualTo("choose");
    assertThat(tab.press("push")).isEqualTo("wait");
    assertPushes(1);
    duo.statuses().answer(FakeDuo.allowed());
    assertThat(tab.look()).isEqualTo("in: approved by push");
  }

  @Test
  void aNewPushNeedsItsButtonAfterADenial() {
    Tab tab = denied();

    assertThat(tab.look()).isEqualTo("choose");
    assertThat(tab.look()).isEqualTo("choose");
    assertPushes(1);
    assertThat(tab.press("push")).isEqualTo("wait");
    assertPushes(2);
  }

  @Test
  void anotherUserIsNotHeldUp() {
    scene.pushed();

    assertThat(scene.choosing("2", Samples.settings(), "bob", FakeDuo.PHONE).press("push"))
        .isEqualTo("wait");
    assertPushes(2);
  }

  @Test
  void anotherBrowserOfTheSameDuoUserSendsNoneAndMayStillUseAPasscode() {
    Tab first = scene.pushed();
    Tab other = elsewhere("alice");

    assertThat(other.press("push")).isEqualTo("choose (PUSH_PENDING)");
    assertPushes(1);
    duo.statuses().answer(FakeDuo.allowed());
    assertThat(other.look()).isEqualTo("choose");
    assertThat(first.look()).isEqualTo("in: approved by push");
    duo.auths().soon(FakeDuo.allowed());
    assertThat(other.type("123456")).isEqualTo("in: approved by passcode");
  }

  @Test
  void twoSpellingsOfADuoNameAreOneUser() {
    scene.pushed();

    assertThat(elsewhere("ALICE").press("push")).isEqualTo("choose (PUSH_PENDING)");
    assertPushes(1);
  }

  @Test
  void aPushThatWasNotSentDoesNotCountForTheLimit() {
    Tab first = scene.pushed(Samples.settings().limited(2));
    Tab other = elsewhere("alice");
    other.with(Samples.settings().limited(2).build());
    for (int i = 0; i < 5; i++) {
      other.press("push");
    }
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));
    first.look();

    assertThat(first.press("push")).isEqualTo("wait");
    assertPushes(2);
  }

  @Test
  void anotherBrowserMayPushOnceThePushOfAClosedOneIsOver() {
    scene.pushed();
    Tab other = elsewhere("alice");
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));

    assertThat(other.press("push")).isEqualTo("wait");
    assertPushes(2);
  }

  @Test
  void anotherBrowserMayPushOnceTheFirstHasCancelled() {
    Tab first = scene.pushed();
    Tab other = elsewhere("alice");
    first.at(scene.there()).cancel();

    assertThat(other.press("push")).isEqualTo("wait");
    // The first one hears late of its own end and takes nothing away from the second.
    first.cancel();
    assertThat(first.press("push")).isEqualTo("choose (PUSH_PENDING)");
    assertPushes(2);
  }

  @Test
  void anApprovalAfterACancelOnAnotherNodeLetsNobodyIn() {
    Tab first = scene.pushed();
    Tab second = scene.choosing("2", Samples.settings(), FakeDuo.PHONE).at(scene.there());
    second.press("push");
    second.cancel();
    Tab owner = elsewhere("alice").at(scene.there());
    assertThat(owner.press("push")).isEqualTo("wait");
    assertPushes(2);

    duo.statuses().answer(FakeDuo.allowed());
    assertThat(first.look()).isEqualTo("choose after cancelled by push");
  }

  @Test
  void aStoreThatFailsLeavesNoLockBehind() {
    Tab tab = scene.choosing();
    scene
        .board()
        .meanwhile(
            () -> {
              throw new IllegalStateException("the store is away");
            });
    assertThatThrownBy(() -> tab.press("push")).hasMessage("the store is away");
    assertPushes(0);

    assertThat(tab.press("push")).isEqualTo("wait");
    assertPushes(1);
  }

  @Test
  void aPushKeepsOthersAwayWhenItsNodeHasDiedAndNoLongerThanItsDeadline() {
    scene.pushed();
    scene.here().die();
    Tab other = elsewhere("alice").at(scene.there());

    assertThat(other.press("push")).isEqualTo("choose (PUSH_PENDING)");
    scene.pass(60);
    assertThat(other.press("push")).isEqualTo("wait");
    assertPushes(2);
  }

  @Test
  void aPasscodeThatEndsFreesNoPushOfAnotherBrowser() {
    scene.pushed();
    Tab other = elsewhere("alice");
    duo.auths().soon(FakeDuo.refused(Refusal.DENIED));
    other.type("000000");

    assertThat(other.press("push")).isEqualTo("choose (PUSH_PENDING)");
    assertPushes(1);
  }

  /** At the factor page in another browser. */
  private Tab elsewhere(String user) {
    return scene.choosing("9", Samples.settings(), user, FakeDuo.PHONE).inBrowser("another");
  }

  private Tab denied() {
    Tab tab = scene.pushed();
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));
    assertThat(tab.look()).isEqualTo("choose after denied by push");
    return tab;
  }

  private void assertPushes(int number) {
    assertThat(duo.contacts()).hasSize(number);
  }
}
