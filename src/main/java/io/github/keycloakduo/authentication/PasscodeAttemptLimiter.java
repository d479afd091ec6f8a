package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Lets a passcode go to Duo while its user has tries left, and keeps the count. */
final class PasscodeAttemptLimiter {
  /** Between two looks whether a try has come free. */
  private static final Duration BREATH = Duration.ofMillis(200);

  /** A try outlives its challenge a little, so that it cannot come free below a running one. */
  private static final Duration BEYOND_THE_DEADLINE = Duration.ofSeconds(10);

  private final PasscodeAttempts quota;
  private final Executor executor;
  private final Clock clock;
  private final Delay pause;

  /** {@code executor} runs what may touch the store of the nodes. */
  PasscodeAttemptLimiter(PasscodeAttempts quota, Executor executor, Clock clock, Delay pause) {
    this.quota = quota;
    this.executor = executor;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * The verdict on a passcode; {@link Verdict.TooManyGuesses} without having asked Duo when the
   * user's tries are used up. While they are only busy, it waits for one.
   *
   * @param duo asks; called at most once
   */
  CompletableFuture<Verdict> guess(
      String userId, Challenge challenge, Supplier<CompletableFuture<Verdict>> duo) {
    Duration left = challenge.state().left(clock.instant());
    if (left.isZero() || challenge.isAbandoned()) {
      // The passcode may be right, so this is no failure of the user's.
      return CompletableFuture.completedFuture(
          Verdict.Decided.of(
              Outcome.UNREACHABLE, "Duo was still busy with other passcodes of the user"));
    }
    PasscodeAttempts.Try answer = quota.take(userId, left.plus(BEYOND_THE_DEADLINE));
    if (answer instanceof PasscodeAttempts.Try.Taken taken) {
      return duo.get().thenApplyAsync(known -> counted(userId, taken.number(), known), executor);
    }
    return answer instanceof PasscodeAttempts.Try.Busy
        ? pause.of(BREATH).thenComposeAsync(rested -> guess(userId, challenge, duo), executor)
        : CompletableFuture.completedFuture(new Verdict.TooManyGuesses());
  }

  private Verdict counted(String userId, int number, Verdict verdict) {
    if (!(verdict instanceof Verdict.Decided decided)) {
      quota.giveBack(userId, number);
    } else if (decided.outcome() == Outcome.APPROVED) {
      quota.forgive(userId);
    } else if (tellsOfThePasscode(decided.outcome())) {
      quota.wrong(userId, number);
    } else {
      quota.giveBack(userId, number);
    }
    return verdict;
  }

  private static boolean tellsOfThePasscode(Outcome outcome) {
    return switch (outcome) {
      case WRONG_PASSCODE, PASSCODE_USED, DUO_DENIED -> true;
      default -> false;
    };
  }
}
