package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A push whose node is gone, or only seems to be, and that another node goes on with. */
class AdoptionTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void anotherNodeGoesOnWithAPushThatDuoHasStarted() {
    Tab tab = orphaned(scene.pushed());

    assertThat(tab.look()).isEqualTo("wait");
    assertThat(tab.look()).isEqualTo("wait");
    assertThat(duo.statuses().all()).extracting(RecordedCalls.Question::what).containsOnly("TX1");
    assertThat(duo.statuses().count()).isEqualTo(2);
    assertThat(scene.there().challenges().pending()).isEqualTo(1);
    duo.statuses().answerNewest(FakeDuo.allowed());

    assertThat(tab.look()).isEqualTo("in: approved by push");
    assertThat(tab.details().txid()).contains("TX1");
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
    duo.statuses().answer(new FactorAnswer.Waiting("pushed"));
    scene.pass(1);
    assertThat(duo.statuses().count()).as("polls after the end").isEqualTo(2);
  }

  @Test
  void aNodeThatGoesOnDoesNotHideTheVerdictOfAnother() {
    Tab tab = scene.pushed();
    scene.board().afterFind(() -> duo.statuses().answer(FakeDuo.allowed()));
    tab.at(scene.there()).look();

    assertThat(tab.at(scene.node(Duration.ZERO)).look()).isEqualTo("in: approved by push");
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
