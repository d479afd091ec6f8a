package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import org.junit.jupiter.api.Test;

/** Who may start the next factor, however requests overtake each other. */
class ChallengeLockTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void aFormSentTwiceInTheSameInstantStartsOne() {
    Tab tab = scene.choosing();
    Tab twin = scene.twin(tab).at(scene.there());
    scene.board().meanwhile(() -> assertThat(twin.press("push")).isEqualTo("choose (INTERRUPTED)"));

    assertThat(tab.press("push")).isEqualTo("wait");
    assertPushes(1);
    assertThat(twin.press("push")).isEqualTo("wait");
    assertPushes(1);
  }

  @Test
  void aFormSentTwiceInTheSameInstantAfterADenialStartsOne() {
    Tab tab = denied();
    Tab twin = scene.twin(tab).at(scene.there());
    scene.board().meanwhile(() -> twin.press("push"));

    assertThat(tab.press("push")).isEqualTo("wait");
    assertPushes(2);
    assertThat(twin.press("push")).isEqualTo("wait");
    assertPushes(2);
  }

  @Test
  void anOldRequestThatHearsOfTheDenialAgainFreesNothing() {
    Tab tab = scene.pushed();
    Tab late = scene.twin(tab).at(scene.there());
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));
    tab.look();
    tab.press("push");
    assertPushes(2);

    assertThat(late.look()).isEqualTo("choose after denied by push");
    assertThat(late.press("push")).isEqualTo("wait");
    assertPushes(2);
  }

  @Test
  void anOldRequestThatCancelsAgainFreesNothing() {
    Tab tab = scene.pushed();
    Tab late = scene.twin(tab).at(scene.there());
    tab.cancel();
    tab.press("push");
    assertPushes(2);

    late.cancel();
    assertThat(late.press("push")).isEqualTo("wait");
    assertPushes(2);
  }

  @Test
  void anotherTabMayPushOnceTheFirstHasHeardTheEnd() {
    denied();

    assertThat(scene.choosing("2", Samples.settings(), FakeDuo.PHONE).press("push"))
        .isEqualTo("wait");
    assertPushes(2);
  }

  @Test
  void oneOfTwoTabsMayPushWhenTheFirstWasClosedBeforeItHeardTheEnd() {
    scene.pushed();
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));

    twoTabsPressAtOnce();
  }

  @Test
  void oneOfTwoTabsMayPushWhenTheClaimOfAClosedOneHasRunOut() {
    scene.pushed();
    scene.pass(75);

    twoTabsPressAtOnce();
  }

  private void twoTabsPressAtOnce() {
    Tab second = scene.choosing("2", Samples.settings(), FakeDuo.PHONE);
    Tab third = scene.choosing("3", Samples.settings(), FakeDuo.PHONE).at(scene.there());
    scene.board().meanwhile(() -> third.press("push"));

    assertThat(second.press("push")).isEqualTo("wait");
    assertPushes(2);
    assertThat(third.press("push")).isEqualTo("wait for the other tab");
    assertPushes(2);
  }

  @Test
  void anotherTabMayPushAfterTheDeadlineOfAClosedOne() {
    scene.pushed();
    scene.pass(60);

    assertThat(scene.choosing("2", Samples.settings(), FakeDuo.PHONE).press("push"))
        .isEqualTo("wait");
    assertPushes(2);
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
