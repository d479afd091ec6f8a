package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A limiter that lets a passcode go to Duo while its account has attempts left, and counts them.
 */
final class PasscodeAttemptLimiter {
  /** Between two looks whether an attempt has come free. */
  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

  /** An attempt outlives its challenge a little, so that it cannot expire below a running one. */
  private static final Duration EXPIRY_MARGIN = Duration.ofSeconds(10);

  private final PasscodeAttempts attempts;
  private final Executor executor;
  private final Clock clock;
  private final Delay delay;

  /** {@code executor} runs what may touch the store of the nodes. */
  PasscodeAttemptLimiter(PasscodeAttempts attempts, Executor executor, Clock clock, Delay delay) {
    this.attempts = attempts;
    this.executor = executor;
    this.clock = clock;
    this.delay = delay;
  }

  /**
   * The result of a passcode; {@link FactorResult.TooManyPasscodes} without having asked Duo when
   * the account's attempts are used up. While they are only busy, it waits for one.
   *
   * @param duo asks; called at most once
   */
  CompletableFuture<FactorResult> limit(
      String account, Challenge challenge, Supplier<CompletableFuture<FactorResult>> duo) {
    Duration left = challenge.state().left(clock.instant());
    if (left.isZero() || challenge.isAbandoned()) {
      // The passcode may be right, so this is no failure of the user's.
      return CompletableFuture.completedFuture(
          new FactorResult.Decided(
              DuoDecision.of(
                  Outcome.UNREACHABLE, "Duo was still busy with other passcodes of the user")));
    }
    return attempts
        .tryAcquire(account, left.plus(EXPIRY_MARGIN))
        .match(
            granted ->
                duo.get()
                    .thenApplyAsync(result -> count(account, granted.number(), result), executor),
            busy ->
                delay
                    .of(POLL_INTERVAL)
                    .thenComposeAsync(rested -> limit(account, challenge, duo), executor),
            exhausted -> CompletableFuture.completedFuture(new FactorResult.TooManyPasscodes()));
  }

  private FactorResult count(String account, int number, FactorResult result) {
    result
        .<Runnable>match(
            smsSent -> () -> attempts.release(account, number),
            tooMany -> () -> attempts.release(account, number),
            offerChanged -> () -> attempts.release(account, number),
            decided -> () -> count(account, number, decided.decision().outcome()))
        .run();
    return result;
  }

  private void count(String account, int number, Outcome outcome) {
    switch (outcome) {
      case APPROVED -> attempts.reset(account);
      case WRONG_PASSCODE, PASSCODE_USED, DUO_DENIED -> attempts.recordFailure(account, number);
      default -> attempts.release(account, number);
    }
  }
}
