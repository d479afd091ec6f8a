package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.policy.FailurePolicy;
import io.github.keycloakduo.policy.FailureStage;
import io.github.keycloakduo.settings.FailMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The questions of a login to Duo, in the background. Every future ends with a verdict. */
final class DuoCalls {
  private static final Duration LONGEST_PROBE = Duration.ofSeconds(5);

  private final DuoAuthApi duo;
  private final FailMode failMode;
  private final Clock clock;
  private final StatusPoll poll;

  DuoCalls(DuoAuthApi duo, FailMode failMode, Clock clock, Delay pause) {
    this.duo = duo;
    this.failMode = failMode;
    this.clock = clock;
    this.poll = new StatusPoll(duo, clock, pause);
  }

  /**
   * May the user authenticate, and how?
   *
   * @param stage whether this login has started a factor before
   */
  CompletableFuture<Verdict> preauth(
      DuoUsername identity, Optional<String> clientIp, FailureStage stage, Instant deadline) {
    Duration left = left(deadline);
    Duration reserve = reserve(left);
    return duo.preauth(identity.name(), clientIp, left.minus(reserve))
        .thenCompose(
            reply ->
                reply.match(
                    answer -> CompletableFuture.completedFuture(DuoCalls.verdict(answer)),
                    fault -> failure(fault, stage, reserve)));
  }

  /** What a question leaves of its time for the probe, which must fit within the deadline too. */
  Duration reserve(Duration left) {
    return failMode.opensWhenUnreachable() ? probeTime(left) : Duration.ZERO;
  }

  /** How long the probe may take at the end of so much time. */
  static Duration probeTime(Duration whole) {
    return min(LONGEST_PROBE, whole.dividedBy(4));
  }

  /** Tries a factor and follows it to its end. */
  CompletableFuture<Verdict> factor(
      FactorRequest attempt, Optional<String> code, Challenge challenge) {
    Instant deadline = challenge.state().deadline();
    return duo.auth(attempt, left(deadline))
        .thenCompose(
            reply ->
                reply.match(
                    answer -> {
                      if (answer instanceof FactorAnswer.Started started) {
                        challenge.started(started.txid(), code);
                        return follow(challenge);
                      }
                      return CompletableFuture.completedFuture(
                          FactorVerdicts.of(answer, attempt.factor()));
                    },
                    fault -> failure(fault, FailureStage.FACTOR, Duration.ZERO)));
  }

  /** Waits for the end of a factor that Duo has started. */
  CompletableFuture<Verdict> follow(Challenge challenge) {
    Factor factor = challenge.state().factor().orElse(Factor.PUSH);
    return poll.untilAnswered(challenge)
        .thenCompose(
            reply ->
                reply.match(
                    answer -> CompletableFuture.completedFuture(FactorVerdicts.of(answer, factor)),
                    fault -> failure(fault, FailureStage.FACTOR, Duration.ZERO)));
  }

  /** What a fault means, asked of the ping where the door could open. */
  CompletableFuture<Verdict> failure(Fault fault, FailureStage stage, Duration probeLimit) {
    if (!FailurePolicy.needsProbe(stage, fault.kind(), failMode)) {
      return CompletableFuture.completedFuture(decide(fault, stage, Optional.empty()));
    }
    return duo.ping(probeLimit)
        .thenApply(
            reply ->
                decide(
                    fault,
                    stage,
                    reply.<Optional<Fault.Kind>>match(
                        time -> Optional.empty(), failed -> Optional.of(failed.kind()))));
  }

  private Verdict decide(Fault fault, FailureStage stage, Optional<Fault.Kind> probe) {
    Outcome outcome = FailurePolicy.decide(stage, fault.kind(), failMode, probe);
    return Verdict.Decided.of(outcome, fault.detail());
  }

  private static Verdict verdict(Preauth answer) {
    if (answer instanceof Preauth.Challenge challenge) {
      return new Verdict.Choose(challenge.devices(), challenge.verifiedPush());
    }
    if (answer instanceof Preauth.Bypass bypass) {
      return Verdict.Decided.of(Outcome.BYPASS, bypass.message());
    }
    if (answer instanceof Preauth.Enroll enroll) {
      return new Verdict.Decided(Outcome.NOT_ENROLLED, enroll.message(), enroll.portal());
    }
    return Verdict.Decided.of(Outcome.DUO_DENIED, ((Preauth.Denied) answer).message());
  }

  private Duration left(Instant deadline) {
    return Duration.between(clock.instant(), deadline);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
