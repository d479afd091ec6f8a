package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Deadline;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The calls of one login to Duo's Auth API, with what their answers and failures mean for it. Each
 * runs in the background; no future fails.
 */
final class DuoCalls {
  private static final Duration MAX_PROBE = Duration.ofSeconds(5);

  /** Less would prove nothing: a connection has to be made, perhaps around the world. */
  private static final Duration MIN_PROBE = Duration.ofSeconds(3);

  private static final String NO_PLACE =
      "this server has no connection to spare for waiting for one more answer";

  private final DuoAuthApi duo;
  private final FailMode failMode;
  private final Clock clock;
  private final StatusPoll poll;

  DuoCalls(DuoAuthApi duo, FailMode failMode, Clock clock, Delay delay) {
    this.duo = duo;
    this.failMode = failMode;
    this.clock = clock;
    this.poll = new StatusPoll(duo, clock, delay);
  }

  /**
   * Asks whether, and how, the user may authenticate.
   *
   * @param stage whether this login has started a factor before
   */
  CompletableFuture<PreauthResult> preauth(
      DuoUsername username, Optional<ClientIp> clientIp, FailureStage stage, Deadline deadline) {
    Duration left = left(deadline);
    Duration reserve = reserve(left);
    return duo.preauth(username.name(), clientIp, left.minus(reserve))
        .thenCompose(
            result ->
                result.match(
                    answer -> CompletableFuture.completedFuture(DuoCalls.result(answer)),
                    fault -> failure(fault, stage, reserve).thenApply(PreauthResult.Decided::new)));
  }

  /** What a call leaves of its time for the probe, so that it fits within the deadline, too. */
  Duration reserve(Duration left) {
    return failMode.dependsOnProof() ? reserved(left) : Duration.ZERO;
  }

  /** How much of so much time is kept for the probe at its end; the call itself gets half of it. */
  static Duration reserved(Duration whole) {
    Duration half = min(MIN_PROBE, whole.dividedBy(2));
    return max(half, min(MAX_PROBE, whole.dividedBy(4)));
  }

  /**
   * Tries a factor and follows it to its end. A phone is contacted only while there is a place for
   * waiting for its answer.
   */
  CompletableFuture<FactorResult> factor(
      FactorRequest request, Optional<String> verificationCode, Challenge challenge) {
    Supplier<CompletableFuture<FactorResult>> call =
        () -> tried(request, verificationCode, challenge);
    return request.factor().isWaitedFor() ? atPlace(call) : call.get();
  }

  private CompletableFuture<FactorResult> tried(
      FactorRequest request, Optional<String> verificationCode, Challenge challenge) {
    return duo.auth(request, left(challenge.state().deadline()))
        .thenCompose(
            result ->
                result.match(
                    answer ->
                        answer
                            .started()
                            .map(
                                txid -> {
                                  challenge.started(txid, verificationCode);
                                  return followed(challenge);
                                })
                            .orElseGet(
                                () ->
                                    CompletableFuture.completedFuture(
                                        result(answer, request.factor()))),
                    fault ->
                        fault.isOfChange()
                            ? offeredAnew(request, challenge)
                            : factorFailure(fault)));
  }

  /** What Duo offers now; a refusal of its parameters has started nothing and used nothing up. */
  private CompletableFuture<FactorResult> offeredAnew(FactorRequest request, Challenge challenge) {
    return preauth(
            new DuoUsername(request.identity()),
            request.clientIp(),
            FailureStage.FACTOR,
            challenge.state().deadline())
        .thenApply(
            now ->
                now.match(
                    offered ->
                        new FactorResult.OfferChanged(offered.devices(), offered.verifiedPush()),
                    decided -> new FactorResult.Decided(decided.decision())));
  }

  /** Waits for the end of a factor that Duo has started. */
  CompletableFuture<FactorResult> follow(Challenge challenge) {
    return atPlace(() -> followed(challenge));
  }

  private CompletableFuture<FactorResult> atPlace(Supplier<CompletableFuture<FactorResult>> call) {
    return duo.waitingPlace()
        .map(
            place ->
                CompletableFuture.completedFuture(place)
                    .thenCompose(taken -> call.get())
                    .whenComplete((end, error) -> place.close()))
        .orElseGet(() -> factorFailure(new Fault(Fault.Kind.INTERNAL, NO_PLACE)));
  }

  private CompletableFuture<FactorResult> followed(Challenge challenge) {
    Factor factor = challenge.state().factor().orElse(Factor.PUSH);
    return poll.untilAnswered(challenge)
        .thenCompose(
            result ->
                result.match(
                    answer -> CompletableFuture.completedFuture(result(answer, factor)),
                    this::factorFailure));
  }

  private CompletableFuture<FactorResult> factorFailure(Fault fault) {
    return failure(fault, FailureStage.FACTOR, Duration.ZERO).thenApply(FactorResult.Decided::new);
  }

  /**
   * What a fault means; asks the unsigned ping first where a failure could let the user in, or lead
   * to another factor.
   *
   * @param reserved what is left for the ping, which may take three seconds whatever is left
   */
  CompletableFuture<DuoDecision> failure(Fault fault, FailureStage stage, Duration reserved) {
    if (!FailurePolicy.needsProbe(stage, fault.kind(), failMode)) {
      return CompletableFuture.completedFuture(decide(fault, stage, Optional.empty()));
    }
    // However short the timeout: what opens a door must be proved.
    return duo.ping(max(MIN_PROBE, reserved))
        .thenApply(
            result ->
                decide(
                    fault,
                    stage,
                    result.<Optional<Fault.Kind>>match(
                        time -> Optional.empty(), failed -> Optional.of(failed.kind()))));
  }

  private DuoDecision decide(Fault fault, FailureStage stage, Optional<Fault.Kind> probe) {
    Outcome outcome = FailurePolicy.decide(stage, fault.kind(), failMode, probe);
    DuoDecision decision = DuoDecision.of(outcome, fault.detail());
    return FailurePolicy.asksOtherFactor(stage, fault.kind(), failMode, probe)
        ? decision.unlessOtherFactor()
        : decision;
  }

  private static PreauthResult result(Preauth answer) {
    return answer.match(
        challenge ->
            new PreauthResult.FactorRequired(challenge.devices(), challenge.verifiedPush()),
        bypass -> decided(DuoDecision.of(Outcome.BYPASS, bypass.message())),
        denied -> decided(DuoDecision.byDuo(Outcome.DUO_DENIED, denied.message())),
        enroll ->
            decided(
                new DuoDecision(
                    Outcome.NOT_ENROLLED, enroll.message(), enroll.portal(), Optional.empty())));
  }

  private static PreauthResult decided(DuoDecision decision) {
    return new PreauthResult.Decided(decision);
  }

  /** What an answer other than "started" means for the factor that was tried. */
  private static FactorResult result(FactorAnswer answer, Factor factor) {
    return answer.match(
        waiting -> unexpected(),
        started -> unexpected(),
        allowed -> decided(allowed.bypass() ? Outcome.BYPASS : Outcome.APPROVED, ""),
        smsSent -> factor == Factor.SMS ? new FactorResult.SmsSent() : unexpected(),
        refused ->
            new FactorResult.Decided(
                DuoDecision.byDuo(outcome(refused.reason(), factor), refused.message())));
  }

  private static FactorResult unexpected() {
    return decided(Outcome.DUO_ERROR, "Duo answered something that does not belong to the factor");
  }

  private static FactorResult decided(Outcome outcome, String detail) {
    return new FactorResult.Decided(DuoDecision.of(outcome, detail));
  }

  private static Outcome outcome(FactorAnswer.Refusal reason, Factor factor) {
    return switch (reason) {
      case FRAUD -> Outcome.FRAUD;
      case TIMEOUT -> Outcome.PUSH_TIMEOUT;
      case LOCKED_OUT -> Outcome.DUO_DENIED;
      case PASSCODE_USED -> factor == Factor.PASSCODE ? Outcome.PASSCODE_USED : Outcome.DENIED;
      case DENIED -> factor == Factor.PASSCODE ? Outcome.WRONG_PASSCODE : Outcome.DENIED;
    };
  }

  private Duration left(Deadline deadline) {
    return deadline.left(clock.instant());
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
