package io.github.keycloakduo.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A factor whose node is gone, or only seems to be. */
class NodeDeathTest {
  private final Scene scene = new Scene();
  private final FakeDuo duo = scene.duo();

  @Test
  void anotherNodeGoesOnWithAPushThatDuoHasStarted() {
    Tab tab = orphaned(scene.pushed());

    assertThat(tab.look()).isEqualTo("wait");
    assertThat(tab.look()).isEqualTo("wait");
    assertThat(duo.statuses().all()).extracting(Questions.Question::what).containsOnly("TX1");
    assertThat(duo.statuses().count()).isEqualTo(2);
    assertThat(scene.there().challenges().pending()).isEqualTo(1);
    duo.statuses().answerNewest(FakeDuo.allowed());

    assertThat(tab.look()).isEqualTo("in: approved by push");
    assertThat(tab.ruling().txid()).contains("TX1");
    assertThat(duo.auths().count()).isEqualTo(1);
    assertThat(scene.there().challenges().pending()).isZero();
  }

  @Test
  void theNodeThatGoesOnHasOnlyWhatIsLeftOfTheTime() {
    Tab tab = scene.pushed();
    scene.pass(45);
    orphaned(tab).look();

    assertThat(duo.statuses().last().limit()).isEqualTo(Duration.ofSeconds(15));
    scene.pass(15);
    assertThat(tab.look()).isEqualTo("choose after push_timeout by push");
  }

  @Test
  void aThirdNodeSeesWhatTheSecondHeard() {
    Tab tab = orphaned(scene.pushed());
    tab.look();
    duo.statuses().answerNewest(FakeDuo.refused(Refusal.DENIED));

    assertThat(tab.at(scene.node(Duration.ZERO)).look()).isEqualTo("choose after denied by push");
    assertThat(duo.statuses().count()).isEqualTo(2);
  }

  @Test
  void aVerdictOutlivesTheNodeThatHeardIt() {
    Tab tab = scene.pushed();
    duo.statuses().answer(FakeDuo.allowed());

    assertThat(orphaned(tab).look()).isEqualTo("in: approved by push");
    assertThat(duo.statuses().count()).isEqualTo(1);
  }

  @Test
  void aSecondTabGoesOnWithNothing() {
    scene.pushed();
    Tab second = scene.choosing("2", Samples.settings(), FakeDuo.PHONE);
    second.press("push");

    assertThat(orphaned(second).look()).isEqualTo("wait for the other tab");
    assertThat(duo.statuses().count()).isEqualTo(1);
  }

  @Test
  void aVerdictCountsWhicheverOfTwoLivingNodesHearsIt() {
    Tab tab = scene.pushed();
    assertThat(tab.at(scene.there()).look()).isEqualTo("wait");
    duo.statuses().answer(FakeDuo.allowed());

    assertThat(tab.done()).isTrue();
    assertThat(tab.look()).isEqualTo("in: approved by push");
  }

  @Test
  void aNodeThatGoesOnDoesNotHideTheVerdictOfAnother() {
    Tab tab = scene.pushed();
    scene.board().afterFind(() -> duo.statuses().answer(FakeDuo.allowed()));
    tab.at(scene.there()).look();

    assertThat(tab.at(scene.node(Duration.ZERO)).look()).isEqualTo("in: approved by push");
  }

  @Test
  void whetherAPushWentOutIsUnknownWhenTheNodeDiedBeforeDuoNamedIt() {
    Tab tab = scene.choosing();
    tab.press("push");
    orphaned(tab);
    scene.pass(6);
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
    scene.board().claim(tab.visit().place(), Duration.ofSeconds(70));

    assertThat(tab.press("push")).isEqualTo("choose (INTERRUPTED)");
    assertThat(tab.type("123456")).isEqualTo("choose (INTERRUPTED)");
    scene.pass(70);
    assertThat(tab.press("push")).isEqualTo("wait");
    assertThat(duo.auths().count()).isEqualTo(1);
  }

  @Test
  void anAdoptedPushThatDuoDoesNotKnowIsAnError() {
    Tab tab = orphaned(scene.pushed());
    duo.statuses().soonFails(Fault.Kind.INVALID_PARAMETERS);

    assertThat(tab.look()).isEqualTo("stop: duo_error by push");
  }

  @Test
  void anAdoptedPushIsFollowedOverManyPolls() {
    Tab tab = orphaned(scene.pushed());
    tab.look();
    duo.statuses().answerNewest(new FactorAnswer.Waiting("pushed"));
    scene.pass(1);
    duo.statuses().answerNewest(FakeDuo.allowed());

    assertThat(tab.look()).isEqualTo("in: approved by push");
  }

  /** Its node is dead, and the load balancer has noticed. */
  private Tab orphaned(Tab tab) {
    scene.here().die();
    return tab.at(scene.there());
  }
}
