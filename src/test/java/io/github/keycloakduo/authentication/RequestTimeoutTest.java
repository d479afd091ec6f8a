package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.FactorAnswer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestTimeoutTest {
  private static final Duration WHOLE = Duration.ofSeconds(4);

  @Test
  void endsAfterItsTimeHoweverOftenItIsUsed() {
    RequestTimeout patience = new RequestTimeout(Duration.ofMillis(500));
    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      patience.await(new CompletableFuture<>());
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("far from twenty times, on a slow machine too")
        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
  }

  @Test
  void seesWhatHasHappenedEvenWhenItIsUsedUp() {
    RequestTimeout patience = new RequestTimeout(Duration.ZERO);
    CompletableFuture<String> event = CompletableFuture.completedFuture("there");
    patience.await(new CompletableFuture<>());
    patience.await(event);
    assertThat(event).isCompletedWithValue("there");
  }

  @Test
  void letsOneRequestWaitForPreauthAndPushTogetherNoLongerThanForOne() {
    Scenario scene = new Scenario();
    Node node = scene.node(WHOLE);
    Tab tab = scene.tab("1", Samples.settings().pushing()).at(node);
    CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS)
        .execute(() -> scene.duo().preauths().answer(FakeDuo.challenge(FakeDuo.PHONE)));
    long start = System.nanoTime();
    assertThat(tab.look()).isEqualTo("wait");
    assertThat(scene.duo().auths().count()).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(WHOLE.plusSeconds(2));
    scene.duo().auths().answer(new FactorAnswer.Started("TX1"));
  }
}
