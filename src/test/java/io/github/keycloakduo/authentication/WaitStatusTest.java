package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WaitStatusTest {
  private static final WaitStatus DONE = new WaitStatus(true, Duration.ZERO);

  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void isWaitingWithTheTimeThatIsLeftOnEveryNode() {
    Tab tab = scene.pushed();
    scene.pass(20);
    WaitStatus waiting = new WaitStatus(false, Duration.ofSeconds(40));

    assertThat(tab.status()).isEqualTo(waiting);
    assertThat(tab.at(scene.there()).status()).isEqualTo(waiting);
  }

  @Test
  void isDoneInTheSameWordsWhateverTheVerdict() {
    Tab tab = scene.pushed();
    duo.statuses().answer(FakeDuo.allowed());

    assertThat(tab.status()).isEqualTo(DONE);
    assertThat(tab.at(scene.there()).status()).isEqualTo(DONE);
  }

  @ParameterizedTest
  @EnumSource
  void isDoneInTheSameWordsWhateverTheRefusal(Refusal reason) {
    Tab tab = scene.pushed();
    duo.statuses().answer(FakeDuo.refused(reason));

    assertThat(tab.status()).isEqualTo(DONE);
  }

  @Test
  void isDoneAtTheDeadline() {
    Tab tab = scene.pushed();
    scene.pass(60);

    assertThat(tab.status()).isEqualTo(DONE);
    assertThat(tab.at(scene.there()).status()).isEqualTo(DONE);
  }

  @Test
  void waitsForPreauthAlike() {
    Tab tab = scene.tab("1", Samples.settings());
    tab.look();
    scene.pass(10);
    assertThat(tab.status()).isEqualTo(new WaitStatus(false, Duration.ofSeconds(50)));
    duo.preauths().answer(FakeDuo.challenge(FakeDuo.PHONE));

    assertThat(tab.status()).isEqualTo(DONE);
    assertThat(tab.at(scene.there()).status()).isEqualTo(DONE);
  }

  @Test
  void isDoneForAnotherTabWhenTheFactorHasEnded() {
    scene.pushed();
    Tab second = scene.choosing("2", Samples.settings(), FakeDuo.PHONE);
    second.press("push");
    assertThat(second.done()).isFalse();
    duo.statuses().answer(FakeDuo.allowed());

    assertThat(second.status()).isEqualTo(DONE);
  }

  @Test
  void isDoneWhereverNothingIsWaitedFor() {
    assertThat(scene.tab("1", Samples.settings()).status()).isEqualTo(DONE);
    assertThat(scene.choosing().status()).isEqualTo(DONE);
    Tab ended = scene.pushed();
    duo.statuses().answer(FakeDuo.refused(Refusal.FRAUD));
    ended.look();
    assertThat(ended.status()).isEqualTo(DONE);
  }

  @Test
  void costsNoCallToDuoAndChangesNothing() {
    Tab tab = scene.pushed();
    duo.statuses().answer(new FactorAnswer.Waiting("pushed"));
    LoginState before = tab.state();
    String board = scene.board().dump();
    int calls = duo.calls();
    for (Node node : new Node[] {scene.here(), scene.there()}) {
      tab.at(node).status();
    }
    scene.here().die();
    tab.status();

    assertThat(duo.calls()).isEqualTo(calls);
    assertThat(scene.board().dump()).isEqualTo(board);
    assertThat(tab.state()).isEqualTo(before);
  }
}
