package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.FailureStage;
import io.github.keycloakduo.settings.FailMode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The call to Duo that opens a login, before any factor: preauth, or the health check of the
 * Universal Prompt. Asking has no effect at Duo, so that another node may ask again.
 *
 * @param <R> what the question can be answered with
 */
final class PreauthCall<R extends ChallengeResult> {
  private final Class<R> kind;
  private final Function<DuoDecision, R> decided;
  private static final String TOO_OFTEN =
      "Duo was not asked: this node has asked Duo for "
          + LoginRateLimit.LIMIT
          + " logins of the user within a minute";

  private final Challenges challenges;
  private final LoginRateLimit logins;
  private final Clock clock;
  private final Delay delay;

  /**
   * No call yet.
   *
   * @param kind of the answers
   * @param decided makes an answer of a decision
   */
  PreauthCall(
      Class<R> kind,
      Function<DuoDecision, R> decided,
      Challenges challenges,
      Clock clock,
      Delay delay) {
    this.kind = kind;
    this.decided = decided;
    this.challenges = challenges;
    this.logins = new LoginRateLimit(clock);
    this.clock = clock;
    this.delay = delay;
  }

  /** What is asked. */
  @FunctionalInterface
  interface Question<R> {
    CompletableFuture<R> ask(DuoCalls calls, FailureStage stage, Deadline deadline);
  }

  /**
   * What is known of a call.
   *
   * @param result absent while it runs
   */
  record Seen<R>(ChallengeState challenge, Optional<R> result) {}

  /** Asks; there is a result if Duo was quick. */
  Seen<R> begin(
      LoginContext context, LoginState state, DuoUsername username, Question<R> question) {
    Deadline deadline = Deadline.in(context.timeout(), clock.instant());
    String id = UUID.randomUUID().toString();
    return ask(context, state, username, question, id, deadline, context.failMode());
  }

  /** Looks; asks again if another node has asked, which may have gone. */
  Seen<R> look(
      LoginContext context,
      LoginState state,
      LoginState.Phase.PreauthPending pending,
      Question<R> question) {
    Optional<ChallengeState> found = challenges.find(pending.challengeId());
    if (found.flatMap(ChallengeState::result).isPresent()) {
      return seen(found.get());
    }
    Optional<Challenge> here = challenges.here(pending.challengeId());
    if (here.isPresent()) {
      context.requestTimeout().await(here.get().result());
      return seen(here.get().state());
    }
    if (!pending.deadline().isOver(clock.instant())) {
      FailMode failMode = lateFailMode(context, pending.deadline());
      return ask(
          context,
          state,
          pending.username(),
          question,
          pending.challengeId(),
          pending.deadline(),
          failMode);
    }
    DuoDecision unheard =
        DuoDecision.of(Outcome.UNREACHABLE, "nothing was heard of the request to Duo");
    return seen(
        ChallengeState.begun(pending.challengeId(), context.tab(), pending.deadline())
            .ended(decided.apply(unheard)));
  }

  /**
   * Fails open only if the probe still has the time that is meant for it: in the last moment even a
   * Duo that is well seems to be out of reach, and the user can choose that moment.
   */
  private FailMode lateFailMode(LoginContext context, Deadline deadline) {
    Duration left = DuoCalls.reserved(deadline.left(clock.instant()));
    Duration meant = DuoCalls.reserved(context.timeout());
    return left.compareTo(meant) < 0 ? FailMode.CLOSED : context.failMode();
  }

  private Seen<R> ask(
      LoginContext context,
      LoginState state,
      DuoUsername username,
      Question<R> question,
      String id,
      Deadline deadline,
      FailMode failMode) {
    ChallengeState begun = ChallengeState.begun(id, context.tab(), deadline);
    if (!logins.tryAcquire(context.settings().accountKey(username))) {
      DuoDecision refused = DuoDecision.of(Outcome.RATE_LIMITED, TOO_OFTEN);
      return seen(begun.ended(decided.apply(refused)));
    }
    FailureStage stage = state.failureStage();
    DuoCalls calls = new DuoCalls(context.duo(), failMode, clock, delay);
    Challenge challenge =
        challenges.begin(begun, running -> question.ask(calls, stage, deadline), decided);
    context.requestTimeout().await(challenge.result());
    if (challenge.state().result().isEmpty()) {
      challenges.share(challenge);
    }
    return seen(challenge.state());
  }

  private Seen<R> seen(ChallengeState state) {
    Optional<R> result = state.result(kind);
    result.ifPresent(fetched -> challenges.forget(state.id()));
    return new Seen<>(state, result);
  }
}
