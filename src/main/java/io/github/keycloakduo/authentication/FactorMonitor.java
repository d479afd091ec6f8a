package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.LoginResult.Hint;
import io.github.keycloakduo.authentication.LoginState.Phase;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A monitor of factors that run, wherever they run: says what their end means for the login. */
final class FactorMonitor {
  private static final Set<Factor> ON_PHONE = EnumSet.of(Factor.PUSH, Factor.PHONE);

  private final Challenges challenges;
  private final ChallengeLock lock;
  private final ResultReports reports;
  private final FactorStarter starter;
  private final Clock clock;

  FactorMonitor(
      Challenges challenges,
      ChallengeLock lock,
      ResultReports reports,
      FactorStarter starter,
      Clock clock) {
    this.challenges = challenges;
    this.lock = lock;
    this.reports = reports;
    this.starter = starter;
    this.clock = clock;
  }

  /** The result of a request while a factor runs that does not end it. */
  LoginResult look(LoginContext context, LoginState state, Phase.FactorPending pending) {
    Optional<ChallengeState> known = challenges.find(pending.challengeId());
    boolean lost = isLost(challenges, pending, known, clock.instant());
    return seen(context, state, pending, followed(context, pending, known), lost);
  }

  /** The result of the request that has started the factor, or has found it running. */
  LoginResult started(
      LoginContext context,
      LoginState state,
      Phase.FactorPending pending,
      ChallengeState challenge) {
    return seen(context, state, pending, challenge, false);
  }

  private LoginResult seen(
      LoginContext context,
      LoginState state,
      Phase.FactorPending pending,
      ChallengeState challenge,
      boolean lost) {
    Instant now = clock.instant();
    if (!pending.own() && challenge.isOver(now)) {
      return back(context, state, pending, Optional.empty(), Optional.empty());
    }
    Optional<FactorResult> result = challenge.result(FactorResult.class);
    if (pending.own() && result.isPresent()) {
      return concluded(context, state, pending, challenge, result.get());
    }
    if (lost) {
      release(context, pending);
      return back(context, state, pending, Optional.empty(), Optional.of(Hint.INTERRUPTED));
    }
    return pending.deadline().isOver(now)
        ? concluded(context, state, pending, challenge, silence(challenge))
        : new LoginResult.Pending(
            state.in(pending),
            Optional.of(pending.selection().username()),
            challenge,
            !pending.own());
  }

  /** Whether the node died while it asked Duo, so that a push may or may not have gone out. */
  static boolean isLost(
      Challenges challenges,
      Phase.FactorPending pending,
      Optional<ChallengeState> known,
      Instant now) {
    boolean silent =
        (known.isEmpty() && now.isAfter(pending.since().plus(Challenges.PUBLICATION_TIMEOUT)))
            || pending.deadline().isOver(now);
    return silent
        && known.flatMap(ChallengeState::txid).isEmpty()
        && challenges.here(pending.challengeId()).isEmpty();
  }

  private static FactorResult silence(ChallengeState challenge) {
    return new FactorResult.Decided(
        challenge.txid().isPresent()
            ? DuoDecision.of(Outcome.PUSH_TIMEOUT, "nobody answered")
            : DuoDecision.of(Outcome.UNREACHABLE, "Duo did not answer in time"));
  }

  private ChallengeState followed(
      LoginContext context, Phase.FactorPending pending, Optional<ChallengeState> known) {
    ChallengeState challenge = known.orElseGet(() -> begun(context, pending));
    boolean orphan =
        pending.own()
            && challenge.txid().isPresent()
            && !challenge.isOver(clock.instant())
            && challenges.here(challenge.id()).isEmpty();
    return orphan ? starter.adopt(context, pending.selection().username(), challenge) : challenge;
  }

  private static ChallengeState begun(LoginContext context, Phase.FactorPending pending) {
    return ChallengeState.begun(
        pending.challengeId(),
        context.tab(),
        Optional.of(pending.factor()),
        pending.device(),
        pending.deadline());
  }

  /** The user stops waiting. */
  LoginResult cancel(LoginContext context, LoginState state, Phase.FactorPending pending) {
    ChallengeState challenge =
        challenges.find(pending.challengeId()).orElseGet(() -> begun(context, pending));
    if (!pending.own() && challenge.isOver(clock.instant())) {
      return back(context, state, pending, Optional.empty(), Optional.empty());
    }
    Optional<FactorResult> result = challenge.result(FactorResult.class);
    if (result.filter(FactorMonitor::isRefusal).isPresent()) {
      // Who cancels what was refused already must not make the refusal unsaid.
      return concluded(context, state, pending, challenge, result.get());
    }
    DuoDecision cancelled = DuoDecision.of(Outcome.CANCELLED, "the user stopped waiting");
    if (ON_PHONE.contains(pending.factor())) {
      // The node that runs it learns of it when an approval is to count: the next may be sent.
      lock.cancel(pending.challengeId());
    }
    challenges.here(pending.challengeId()).ifPresent(running -> stop(running, cancelled));
    release(context, pending);
    OutcomeDetails details =
        OutcomeDetails.of(
            cancelled, Optional.of(pending.factor()), challenge.txid(), challenge.deviceId());
    return once(
        pending,
        cancelled.outcome(),
        back(context, state, pending, Optional.of(details), Optional.empty()));
  }

  /** Before the node that runs a push or call, which otherwise releases its lock at the end. */
  private void release(LoginContext context, Phase.FactorPending pending) {
    DuoUsername username = pending.selection().username();
    lock.release(context, username, pending.challengeId());
    if (ON_PHONE.contains(pending.factor())) {
      lock.releasePrompt(context.promptLockKey(username), pending.challengeId());
    }
  }

  /**
   * Ends the wait for all tabs. What is on a phone stays there, so that its answer is still waited
   * for: it may be a report of fraud, by the owner of the phone, of what somebody else began.
   */
  private static void stop(Challenge running, DuoDecision decision) {
    if (running.state().factor().filter(ON_PHONE::contains).isEmpty()) {
      running.abandon();
    }
    running.end(new FactorResult.Decided(decision));
  }

  private static boolean isRefusal(FactorResult result) {
    return result.outcome().filter(outcome -> !outcome.letsIn()).isPresent();
  }

  private LoginResult concluded(
      LoginContext context,
      LoginState state,
      Phase.FactorPending pending,
      ChallengeState challenge,
      FactorResult result) {
    challenges.here(pending.challengeId()).ifPresent(Challenge::abandon);
    lock.release(context, pending.selection().username(), pending.challengeId());
    return result.match(
        smsSent ->
            back(
                context,
                state,
                pending.selection().afterSms(),
                Optional.empty(),
                Optional.of(Hint.SMS_SENT)),
        tooMany ->
            once(
                pending,
                Outcome.WRONG_PASSCODE,
                back(
                    context,
                    state,
                    pending,
                    Optional.of(tooManyPasscodes()),
                    Optional.of(Hint.TOO_MANY_PASSCODES))),
        changed -> changed(context, state, pending, changed),
        decided -> {
          DuoDecision decision = unlessCancelled(pending, decided.decision());
          return once(
              pending, decision.outcome(), decided(context, state, pending, challenge, decision));
        });
  }

  /** The user chooses from what Duo offers now; nothing rings by itself. */
  private LoginResult changed(
      LoginContext context,
      LoginState state,
      Phase.FactorPending pending,
      FactorResult.OfferChanged changed) {
    challenges.forget(pending.challengeId());
    Phase.FactorSelection selection =
        pending.selection().offeredAnew(changed.devices(), changed.verifiedPush());
    return selection.offer(context.settings().factors()).isEmpty()
        ? LoginResult.Rejected.byDuo(
            state,
            selection.username(),
            OutcomeDetails.of(
                Outcome.NO_CAPABLE_DEVICE,
                pending.factor(),
                "the device is gone at Duo, and no other can do a configured factor"))
        : back(context, state, selection, Optional.empty(), Optional.of(Hint.OFFER_CHANGED));
  }

  /** Another tab may have cancelled it by another node, and a push of somebody else may run. */
  private DuoDecision unlessCancelled(Phase.FactorPending pending, DuoDecision decision) {
    boolean approvedOnPhone = decision.outcome().letsIn() && ON_PHONE.contains(pending.factor());
    return approvedOnPhone && lock.isCancelled(pending.challengeId())
        ? DuoDecision.of(Outcome.CANCELLED, "it was cancelled before it was approved")
        : decision;
  }

  /** The result, which the edge reports unless that was done before, here or elsewhere. */
  private LoginResult once(Phase.FactorPending pending, Outcome outcome, LoginResult result) {
    boolean first = reports.claim(pending.challengeId(), outcome);
    challenges.forget(pending.challengeId());
    return first ? result : result.reportedBefore();
  }

  private static OutcomeDetails tooManyPasscodes() {
    return OutcomeDetails.notChecked(
        Factor.PASSCODE,
        "Duo was not asked: "
            + PasscodeAttempts.LIMIT
            + " passcodes of the user were wrong within ten minutes");
  }

  private static LoginResult decided(
      LoginContext context,
      LoginState state,
      Phase.FactorPending pending,
      ChallengeState challenge,
      DuoDecision decision) {
    if (decision.asksOtherFactor()) {
      // Duo was asked for a new code first, and nothing was sent to a device.
      return LoginResult.OtherFactorRequired.outOfReach(
          state, pending.selection().username(), decision);
    }
    OutcomeDetails details =
        OutcomeDetails.of(
            decision, Optional.of(pending.factor()), challenge.txid(), challenge.deviceId());
    if (mayChooseAgain(decision.outcome(), state)) {
      LoginState next =
          decision.outcome() == Outcome.PASSCODE_USED ? state.withUsedPasscodeExcused() : state;
      return back(context, next, pending, Optional.of(details), Optional.empty());
    }
    DuoUsername username = pending.selection().username();
    return LoginResult.decided(state, username, details, decision.portal());
  }

  private static boolean mayChooseAgain(Outcome outcome, LoginState state) {
    return switch (outcome) {
      case WRONG_PASSCODE, DENIED, PUSH_TIMEOUT, CANCELLED -> true;
      case PASSCODE_USED -> !state.usedPasscodeExcused();
      default -> false;
    };
  }

  private static LoginResult back(
      LoginContext context,
      LoginState state,
      Phase.FactorPending pending,
      Optional<OutcomeDetails> rejected,
      Optional<Hint> hint) {
    Phase.FactorSelection selection = pending.selection().after(pending.factor());
    return back(context, state, selection, rejected, hint);
  }

  private static LoginResult back(
      LoginContext context,
      LoginState state,
      Phase.FactorSelection selection,
      Optional<OutcomeDetails> rejected,
      Optional<Hint> hint) {
    return LoginResult.FactorRequired.of(
        state, selection, context.settings().factors(), rejected, hint);
  }
}
