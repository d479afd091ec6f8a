package io.github.keycloakduo.challenge;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One server of the cluster. */
final class Node {
  private final MutableClock clock;
  private final Challenges challenges;
  private final Conversation conversation;
  private volatile boolean dead;

  Node(FakeBoard board, MutableClock clock, ManualPause pauses, Duration patience) {
    this.clock = clock;
    this.challenges = new Challenges(board, this::execute, clock);
    this.conversation =
        new Conversation(
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

  private CompletableFuture<Void> pause(ManualPause pauses, Duration duration) {
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

  Conversation conversation() {
    return conversation;
  }
}
