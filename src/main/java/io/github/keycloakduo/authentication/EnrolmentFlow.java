package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.LoginState.Phase;
import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The part of a login that enrols a user whom Duo does not know ({@code duo.unenrolled=enroll}).
 * There is one enrolment at a time for a Duo user name over all nodes; every login of that name
 * shows it, so that it may begin at a computer and be finished by a login on the phone.
 */
final class EnrolmentFlow {
  /** Enrolments of a Duo user name in ten minutes. */
  static final int LIMIT = 5;

  private final Challenges challenges;
  private final ChallengeLock lock;
  private final PushRateLimit limit;
  private final Clock clock;
  private final Delay delay;

  EnrolmentFlow(
      Challenges challenges, ChallengeLock lock, PushRateLimit limit, Clock clock, Delay delay) {
    this.challenges = challenges;
    this.lock = lock;
    this.limit = limit;
    this.clock = clock;
    this.delay = delay;
  }

  /**
   * Shows the enrolment that runs for the name, or begins one.
   *
   * @param portal where a user can enrol whom Duo knows already, or who has begun too often
   * @return empty once a phone is activated
   */
  Optional<LoginResult> begin(
      LoginContext context, LoginState state, DuoUsername username, Optional<URI> portal) {
    Instant now = clock.instant();
    Optional<ChallengeState> running = running(context, username, now);
    if (running.isPresent()) {
      Phase.EnrolmentPending joined = pending(username, portal, running.get(), now);
      return seen(context, state, joined, running.get());
    }
    if (!lock.tryLockEnrolment(context, username, challenges::hasEnded)) {
      // Another request has just taken it and says soon which enrolment that is.
      return Optional.of(waiting(context, state, unknown(context, username, portal, now)));
    }
    String id = UUID.randomUUID().toString();
    try {
      return started(context, state, username, portal, id, now);
    } catch (RuntimeException | LinkageError failed) {
      if (challenges.here(id).isEmpty()) {
        lock.unlockEnrolment(context, username);
      }
      throw failed;
    }
  }

  private Optional<LoginResult> started(
      LoginContext context,
      LoginState state,
      DuoUsername username,
      Optional<URI> portal,
      String id,
      Instant now) {
    if (!limit.tryAcquire("enrolment." + context.settings().accountKey(username), LIMIT)) {
      lock.unlockEnrolment(context, username);
      // Not a dead end: Duo may know the name since an enrolment whose answer was lost.
      return Optional.of(
          refused(
              state,
              username,
              LIMIT + " enrolments of the name were begun in ten minutes",
              portal));
    }
    Challenge challenge = start(context, username, portal, id, now);
    context.requestTimeout().await(challenge.news());
    ChallengeState known = challenge.state();
    return seen(context, state, pending(username, portal, known, now), known);
  }

  private Optional<ChallengeState> running(
      LoginContext context, DuoUsername username, Instant now) {
    return lock.enrolmentHolder(context, username)
        .flatMap(challenges::find)
        .filter(known -> !known.isOver(now));
  }

  private Challenge start(
      LoginContext context, DuoUsername username, Optional<URI> portal, String id, Instant now) {
    lock.holdEnrolmentFor(context, username, id);
    EnrolmentCalls calls = calls(context);
    Challenge challenge =
        followed(
            context,
            username,
            challenges.begin(
                ChallengeState.begun(id, context.tab(), Deadline.in(context.timeout(), now)),
                begun -> calls.enroll(username, portal, begun),
                EnrolmentResult.Decided::new));
    challenges.share(challenge);
    return challenge;
  }

  /** Whether or not a browser comes back, an enrolment that is over keeps no other away. */
  private Challenge followed(LoginContext context, DuoUsername username, Challenge challenge) {
    String key = context.enrolmentLockKey(username);
    String id = challenge.state().id();
    challenge.result().thenRunAsync(() -> lock.releasePrompt(key, id), challenges.executor());
    return challenge;
  }

  private EnrolmentCalls calls(LoginContext context) {
    DuoCalls calls = new DuoCalls(context.duo(), context.failMode(), clock, delay);
    return new EnrolmentCalls(context.duo(), calls, clock, delay);
  }

  /**
   * Goes on while the user enrols.
   *
   * @return empty once a phone is activated
   */
  Optional<LoginResult> look(
      LoginContext context, LoginState state, Phase.EnrolmentPending pending) {
    Instant now = clock.instant();
    Optional<ChallengeState> known = challenges.find(pending.challengeId());
    if (known.isEmpty()) {
      return isLost(pending, now)
          ? begin(context, state, pending.username(), pending.portal())
          : Optional.of(waiting(context, state, pending));
    }
    return seen(context, state, pending, adopted(context, pending, known.get(), now));
  }

  private ChallengeState adopted(
      LoginContext context, Phase.EnrolmentPending pending, ChallengeState known, Instant now) {
    boolean orphan = !known.isOver(now) && isSilent(known, now) && isElsewhere(known.id());
    if (!orphan) {
      return known;
    }
    EnrolmentCalls calls = calls(context);
    Function<Challenge, CompletableFuture<EnrolmentResult>> call =
        challenge -> calls.adopt(challenge);
    Challenge adopted =
        followed(
            context,
            pending.username(),
            challenges.adopt(known, call, EnrolmentResult.Decided::new));
    context.requestTimeout().await(adopted.result());
    return adopted.state();
  }

  private boolean isElsewhere(String challengeId) {
    return challenges.here(challengeId).isEmpty();
  }

  /** The user stops; the code stays good, so that a next attempt shows it again. */
  static LoginResult cancel(LoginState state, Phase.EnrolmentPending pending) {
    return LoginResult.Rejected.byDuo(
        state,
        pending.username(),
        OutcomeDetails.of(Outcome.CANCELLED, "the user stopped the enrolment"));
  }

  private Optional<LoginResult> seen(
      LoginContext context,
      LoginState state,
      Phase.EnrolmentPending pending,
      ChallengeState challenge) {
    Optional<EnrolmentResult> result = challenge.result(EnrolmentResult.class);
    if (result.isPresent()) {
      challenges.forget(challenge.id());
      return result
          .get()
          .match(
              activated -> Optional.empty(),
              decided -> Optional.of(decided(state, pending.username(), decided.decision())));
    }
    if (challenge.isOver(clock.instant())) {
      lock.releasePrompt(context.enrolmentLockKey(pending.username()), challenge.id());
      return Optional.of(
          challenge.enrolment().isPresent()
              ? refused(
                  state, pending.username(), "no phone was activated in time", Optional.empty())
              : decided(
                  state,
                  pending.username(),
                  DuoDecision.of(
                      Outcome.UNREACHABLE, "nothing was heard of the enrolment at Duo")));
    }
    Phase.EnrolmentPending next = pending.seen(challenge);
    return Optional.of(
        new LoginResult.Pending(state.in(next), Optional.of(pending.username()), challenge, false));
  }

  private static LoginResult decided(LoginState state, DuoUsername username, DuoDecision decision) {
    OutcomeDetails details =
        OutcomeDetails.of(decision, Optional.empty(), Optional.empty(), Optional.empty());
    return LoginResult.decided(state, username, details, decision.portal());
  }

  private static LoginResult refused(
      LoginState state, DuoUsername username, String detail, Optional<URI> portal) {
    return LoginResult.Rejected.byDuo(
        state, username, OutcomeDetails.of(Outcome.NOT_ENROLLED, detail), portal);
  }

  private static LoginResult waiting(
      LoginContext context, LoginState state, Phase.EnrolmentPending pending) {
    ChallengeState unheard =
        ChallengeState.begun(pending.challengeId(), context.tab(), pending.deadline());
    return new LoginResult.Pending(
        state.in(pending), Optional.of(pending.username()), unheard, false);
  }

  private static Phase.EnrolmentPending pending(
      DuoUsername username, Optional<URI> portal, ChallengeState challenge, Instant now) {
    return new Phase.EnrolmentPending(
        username, portal, challenge.id(), now, challenge.deadline(), false);
  }

  private static Phase.EnrolmentPending unknown(
      LoginContext context, DuoUsername username, Optional<URI> portal, Instant now) {
    return new Phase.EnrolmentPending(
        username, portal, "", now, Deadline.in(context.timeout(), now), false);
  }

  /**
   * Whether the page has to come again: there is something new to show, or to be done.
   *
   * @param known what the nodes know of the enrolment
   */
  static boolean isNews(
      Challenges challenges,
      Phase.EnrolmentPending pending,
      Optional<ChallengeState> known,
      Instant now) {
    if (known.isEmpty()) {
      return isLost(pending, now);
    }
    return (known.get().enrolment().isPresent() && !pending.shown())
        || (isSilent(known.get(), now) && challenges.here(pending.challengeId()).isEmpty());
  }

  /** Whether an enrolment of which nothing is known was never begun, or its node has gone. */
  private static boolean isLost(Phase.EnrolmentPending pending, Instant now) {
    return pending.challengeId().isEmpty()
        || now.isAfter(pending.since().plus(Challenges.PUBLICATION_TIMEOUT));
  }

  private static boolean isSilent(ChallengeState known, Instant now) {
    return known.enrolment().filter(running -> EnrolmentCalls.isSilent(running, now)).isPresent();
  }
}
