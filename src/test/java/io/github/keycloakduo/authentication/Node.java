package io.github.keycloakduo.authentication;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One server of the cluster. */
final class Node {
  private final MutableClock clock;
  private final Challenges challenges;
  private final AuthApiFlow conversation;
  private volatile boolean dead;

  Node(FakeChallengeStore board, MutableClock clock, ManualDelay pauses, Duration patience) {
    this.clock = clock;
    this.challenges = new Challenges(board, this::execute, clock);
    this.conversation =
        new AuthApiFlow(
            challenges,
            board,
            new Quotas(board, board),
            clock,
            duration -> pause(pauses, duration),
            patience);
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

  private CompletableFuture<Void> pause(ManualDelay pauses, Duration duration) {
    return pauses
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

  AuthApiFlow conversation() {
    return conversation;
  }
}
