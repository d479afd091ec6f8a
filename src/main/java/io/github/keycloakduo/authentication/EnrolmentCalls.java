package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.EnrolmentStatus;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.policy.FailureStage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The calls of an enrolment to Duo's Auth API: one that begins it, and then one every few seconds
 * that asks whether the phone is activated. Between them nothing is held but a timer.
 */
final class EnrolmentCalls {
  /** How long an enrolment may take from its beginning. */
  static final Duration MAX_LIFE = Duration.ofMinutes(10);

  /** About ten calls a minute for one user are what Duo tolerates. */
  static final Duration POLL_INTERVAL = Duration.ofSeconds(6);

  /** How often the other nodes are shown that this one still asks. */
  private static final Duration HEARTBEAT = POLL_INTERVAL.multipliedBy(3);

  /** A node that has been silent for so long has gone. */
  private static final Duration SILENCE = HEARTBEAT.multipliedBy(2).plusSeconds(9);

  private static final Duration POLL_TIMEOUT = Duration.ofSeconds(10);

  private final DuoAuthApi duo;
  private final DuoCalls calls;
  private final Clock clock;
  private final Delay delay;

  EnrolmentCalls(DuoAuthApi duo, DuoCalls calls, Clock clock, Delay delay) {
    this.duo = duo;
    this.calls = calls;
    this.clock = clock;
    this.delay = delay;
  }

  /** Whether the node that asked Duo has gone. */
  static boolean isSilent(RunningEnrolment enrolment, Instant now) {
    return now.isAfter(enrolment.polledAt().plus(SILENCE));
  }

  /**
   * Begins an enrolment and follows it to its end.
   *
   * @param portal where a user can enrol whom Duo knows already, so that it refuses
   */
  CompletableFuture<EnrolmentResult> enroll(
      DuoUsername username, Optional<URI> portal, Challenge challenge) {
    Deadline last = Deadline.in(MAX_LIFE, clock.instant());
    Duration limit = challenge.state().deadline().left(clock.instant());
    return duo.enroll(username.name(), MAX_LIFE, limit)
        .thenCompose(
            result ->
                result.match(
                    enrolment -> {
                      Deadline end = last.earlierOf(new Deadline(enrolment.expiresAt()));
                      RunningEnrolment running = new RunningEnrolment(enrolment, clock.instant());
                      challenge.enrolling(running, end);
                      return follow(challenge, running);
                    },
                    fault -> refused(fault, portal)));
  }

  private CompletableFuture<EnrolmentResult> refused(Fault fault, Optional<URI> portal) {
    if (fault.isOfChange()) {
      return CompletableFuture.completedFuture(
          new EnrolmentResult.Decided(
              new DuoDecision(
                  Outcome.NOT_ENROLLED,
                  "Duo knows the user name already; only its portal or an administrator can enrol it",
                  portal,
                  Optional.empty())));
    }
    return failed(fault);
  }

  private CompletableFuture<EnrolmentResult> failed(Fault fault) {
    // Duo has just said that the user is new: it is not out of reach, and nothing opens.
    return calls
        .failure(fault, FailureStage.FACTOR, Duration.ZERO)
        .thenApply(EnrolmentResult.Decided::new);
  }

  /** Goes on with an enrolment whose node has gone, perhaps long after the phone was activated. */
  CompletableFuture<EnrolmentResult> adopt(Challenge challenge) {
    return ask(challenge, heartbeat(challenge));
  }

  /** Asks every few seconds until the phone is activated, or the time is over. */
  private CompletableFuture<EnrolmentResult> follow(Challenge challenge, RunningEnrolment running) {
    Duration left = challenge.state().deadline().left(clock.instant());
    return left.isZero()
        ? ended("no phone was activated in time")
        : delay.of(min(left, POLL_INTERVAL)).thenCompose(rested -> ask(challenge, running));
  }

  private CompletableFuture<EnrolmentResult> ask(Challenge challenge, RunningEnrolment running) {
    return duo.enrollStatus(running.enrolment(), POLL_TIMEOUT)
        .thenCompose(result -> heard(challenge, running, result));
  }

  private CompletableFuture<EnrolmentResult> heard(
      Challenge challenge, RunningEnrolment running, Result<EnrolmentStatus> result) {
    return result.match(
        status ->
            switch (status) {
              case ACTIVATED -> CompletableFuture.completedFuture(new EnrolmentResult.Activated());
              case INVALID -> ended("Duo does not know the activation code any more");
              case WAITING -> again(challenge, running);
            },
        fault -> isPassing(fault.kind()) ? again(challenge, running) : failed(fault));
  }

  private CompletableFuture<EnrolmentResult> again(Challenge challenge, RunningEnrolment running) {
    boolean due = !clock.instant().isBefore(running.polledAt().plus(HEARTBEAT));
    return follow(challenge, due ? heartbeat(challenge) : running);
  }

  private RunningEnrolment heartbeat(Challenge challenge) {
    ChallengeState state = challenge.state();
    RunningEnrolment alive =
        new RunningEnrolment(state.enrolment().orElseThrow().enrolment(), clock.instant());
    challenge.enrolling(alive, state.deadline());
    return alive;
  }

  /** The user scans the code in the meantime; a short trouble must not end the enrolment. */
  private static boolean isPassing(Fault.Kind fault) {
    return switch (fault) {
      // The last one also while a server stops: another goes on with the enrolment.
      case RATE_LIMITED, SERVER_ERROR, INTERNAL -> true;
      default -> fault.isSilence() || fault.isLoss();
    };
  }

  private static CompletableFuture<EnrolmentResult> ended(String detail) {
    return CompletableFuture.completedFuture(
        new EnrolmentResult.Decided(DuoDecision.of(Outcome.NOT_ENROLLED, detail)));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
