package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * A loop over Duo's auth_status that ends when somebody has answered the push or the call (Auth
 * API, auth_status). Duo holds each request back until there is news, so that this costs a
 * connection and no thread.
 */
final class StatusPoll {
  private static final Duration MAX_POLL = Duration.ofSeconds(70);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
  private static final int MAX_FAILURES = 5;

  private final DuoAuthApi duo;
  private final Clock clock;
  private final Delay pause;

  StatusPoll(DuoAuthApi duo, Clock clock, Delay pause) {
    this.duo = duo;
    this.clock = clock;
    this.pause = pause;
  }

  /** The first answer that is not "waiting"; a refusal by timeout at the challenge's deadline. */
  CompletableFuture<Result<FactorAnswer>> untilAnswered(Challenge challenge) {
    return next(challenge, false, 0);
  }

  private CompletableFuture<Result<FactorAnswer>> next(
      Challenge challenge, boolean known, int failures) {
    Instant asked = clock.instant();
    Duration left = challenge.state().deadline().left(asked);
    if (left.isZero() || challenge.isAbandoned()) {
      return CompletableFuture.completedFuture(
          new Result.Answered<>(new FactorAnswer.Refused(Refusal.TIMEOUT, "nobody answered")));
    }
    Duration limit = left.compareTo(MAX_POLL) < 0 ? left : MAX_POLL;
    String txid = challenge.state().txid().orElseThrow();
    return duo.authStatus(txid, limit)
        .thenCompose(
            result ->
                result.match(
                    answer ->
                        answer.isWaiting()
                            ? again(challenge, asked, true, 0)
                            : CompletableFuture.completedFuture(result),
                    fault -> afterFault(result, fault.kind(), challenge, asked, known, failures)));
  }

  private CompletableFuture<Result<FactorAnswer>> afterFault(
      Result<FactorAnswer> result,
      Fault.Kind fault,
      Challenge challenge,
      Instant asked,
      boolean known,
      int failures) {
    return switch (fault) {
      // Our limit for one poll; the push itself goes on.
      case READ_TIMEOUT -> again(challenge, asked, known, 0);
      // Duo may end a poll this way that ran for long.
      case INVALID_PARAMETERS ->
          known
              ? again(challenge, asked, true, failures)
              : CompletableFuture.completedFuture(result);
      // The push is on its way; a short trouble must not lose the answer.
      case CONNECTION_LOST,
          ANSWER_CUT_OFF,
          CONNECT_TIMEOUT,
          REFUSED,
          NO_ROUTE,
          DNS,
          PROXY_UNREACHABLE,
          RATE_LIMITED,
          SERVER_ERROR,
          // A server that stops closes its connections; another one goes on with the push.
          INTERNAL ->
          failures + 1 < MAX_FAILURES
              ? again(challenge, asked, known, failures + 1)
              : CompletableFuture.completedFuture(result);
      default -> CompletableFuture.completedFuture(result);
    };
  }

  private CompletableFuture<Result<FactorAnswer>> again(
      Challenge challenge, Instant asked, boolean known, int failures) {
    // An answer that came at once would otherwise make a tight loop, and a Duo in trouble needs
    // rest.
    Duration rest =
        failures == 0 ? POLL_INTERVAL : POLL_INTERVAL.multipliedBy(1L << (failures - 1));
    Duration left = challenge.state().deadline().left(clock.instant());
    boolean quick = Duration.between(asked, clock.instant()).compareTo(rest) < 0;
    return quick
        ? pause
            .of(left.compareTo(rest) < 0 ? left : rest)
            .thenCompose(rested -> next(challenge, known, failures))
        : next(challenge, known, failures);
  }
}
