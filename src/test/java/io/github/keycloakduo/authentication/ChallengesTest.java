package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a node remembers what it asks Duo (D35). */
class ChallengesTest {
  /** More than any cache of challenges ever held. */
  private static final int MANY = 110_000;

  private final Scenario scene = new Scenario();
  private final Challenges here = scene.here().challenges();
  private final FakeDuo duo = scene.duo();

  @Test
  void forgetNoneThatRuns() {
    for (int number = 0; number < MANY; number++) {
      begin(String.valueOf(number), new CompletableFuture<>());
    }

    assertThat(IntStream.range(0, MANY).mapToObj(String::valueOf))
        .allMatch(id -> here.here(id).isPresent());
  }

  @Test
  void forgetAPushWhoseEndItsLoginHasFetched() {
    Tab tab = scene.pushed();
    String id = tab.challenge().id();
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));
    assertThat(here.here(id)).isPresent();

    tab.look();

    assertThat(here.here(id)).isEmpty();
  }

  @Test
  void rememberWhatALateRequestOfTheSameLoginMayAskFor() {
    Tab tab = scene.pushed();
    Tab late = scene.twin(tab);
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));
    tab.look();

    assertThat(late.look()).isEqualTo("choose after denied by push");
  }

  @Test
  void forgetAPreauthThatItsLoginHasFetched() {
    Tab tab = scene.tab("1", Samples.settings());
    tab.look();
    String id = tab.challenge().id();
    duo.preauths().answer(FakeDuo.challenge(FakeDuo.PHONE));
    assertThat(here.here(id)).isPresent();

    assertThat(tab.look()).isEqualTo("choose");

    assertThat(here.here(id)).isEmpty();
  }

  @Test
  void keepAnEndThatNoOtherNodeCanSeeYet() {
    CompletableFuture<FactorResult> answer = new CompletableFuture<>();
    Challenge challenge = begin("1", answer);
    here.share(challenge);
    answer.complete(new FactorResult.SmsSent());
    challenge.published(ChallengeState.begun("1", "tab", challenge.state().deadline()));

    here.forget("1");

    assertThat(here.here("1")).isPresent();
  }

  private Challenge begin(String id, CompletableFuture<FactorResult> answer) {
    Deadline deadline = new Deadline(scene.clock().instant().plusSeconds(60));
    return here.begin(
        ChallengeState.begun(id, "tab", deadline), running -> answer, FactorResult.Decided::new);
  }
}
