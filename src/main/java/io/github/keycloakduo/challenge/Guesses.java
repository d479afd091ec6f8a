package io.github.keycloakduo.challenge;

import io.github.keycloakduo.mfa.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Keeps the count of wrong passcodes while Duo judges one. */
final class Guesses {
  private final GuessQuota quota;
  private final Executor executor;

  /** {@code executor} runs what may touch the store of the nodes. */
  Guesses(GuessQuota quota, Executor executor) {
    this.quota = quota;
    this.executor = executor;
  }

  /** Counts a passcode as wrong before Duo sees it, so that many at once gain nothing. */
  boolean take(String userId) {
    return quota.takeTry(userId);
  }

  /** The same verdict, once the count is right. */
  CompletableFuture<Verdict> counted(String userId, CompletableFuture<Verdict> verdict) {
    return verdict.thenApplyAsync(
        known -> {
          count(userId, known);
          return known;
        },
        executor);
  }

  private void count(String userId, Verdict verdict) {
    if (!(verdict instanceof Verdict.Decided decided)) {
      quota.giveTryBack(userId);
    } else if (decided.outcome() == Outcome.APPROVED) {
      quota.forgive(userId);
    } else if (!tellsOfThePasscode(decided.outcome())) {
      quota.giveTryBack(userId);
    }
  }

  private static boolean tellsOfThePasscode(Outcome outcome) {
    return switch (outcome) {
      case WRONG_PASSCODE, PASSCODE_USED, DUO_DENIED -> true;
      default -> false;
    };
  }
}
