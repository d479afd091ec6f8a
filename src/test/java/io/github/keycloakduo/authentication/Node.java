package io.github.keycloakduo.authentication;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One server of the cluster. */
final class Node {
  private final MutableClock clock;
  private final Challenges challenges;
  private final LoginFlow flow;
  private final Duration patience;
  private volatile boolean dead;

  Node(FakeChallengeStore store, MutableClock clock, ManualDelay delays, Duration patience) {
    this.clock = clock;
    this.challenges = new Challenges(store, this::execute, clock);
    this.patience = patience;
    Delay delay = duration -> delay(delays, duration);
    this.flow =
        new LoginFlow(
            new AuthApiFlow(challenges, store, store, store, clock, delay),
            new UniversalPromptFlow(challenges, store, clock, delay),
            new OtherFactorFlow(store));
  }

  /** From now on nothing of it happens any more. */
  void die() {
    dead = true;
  }

  private void execute(Runnable work) {
    if (!dead) {
      work.run();
    }
  }

  private CompletableFuture<Void> delay(ManualDelay delays, Duration duration) {
    return delays
        .of(duration)
        .thenCompose(
            over -> dead ? new CompletableFuture<>() : CompletableFuture.completedFuture(over));
  }

  MutableClock clock() {
    return clock;
  }

  Challenges challenges() {
    return challenges;
  }

  LoginFlow flow() {
    return flow;
  }

  /** The time that one request may wait for Duo. */
  RequestTimeout requestTimeout() {
    return new RequestTimeout(patience);
  }
}
