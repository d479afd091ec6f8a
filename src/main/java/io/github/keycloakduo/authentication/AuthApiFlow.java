package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.LoginResult.Hint;
import io.github.keycloakduo.authentication.LoginState.Phase;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.FactorChoice;
import io.github.keycloakduo.policy.FactorOffer;
import java.time.Clock;
import java.util.Optional;

/**
 * The part of a login that asks for a factor on our own pages, through Duo's Auth API. Holds no
 * state of its own and never waits for Duo longer than the request's {@link RequestTimeout}.
 */
public final class AuthApiFlow {
  private static final String NO_PASSWORD =
      "duo.unenrolled=enroll: only a login that has verified the user's password may enrol";

  private final PreauthCall<PreauthResult> preauth;
  private final EnrolmentFlow enrolment;
  private final FactorStarter starter;
  private final FactorMonitor monitor;

  /**
   * A flow over what the nodes share.
   *
   * @param pushes limits what contacts devices
   * @param passcodes limits wrong passcodes
   */
  public AuthApiFlow(
      Challenges challenges,
      ChallengeStore store,
      PushRateLimit pushes,
      PasscodeAttempts passcodes,
      Clock clock,
      Delay delay) {
    this.preauth =
        new PreauthCall<>(
            PreauthResult.class, PreauthResult.Decided::new, challenges, clock, delay);
    ChallengeLock lock = new ChallengeLock(store);
    this.enrolment = new EnrolmentFlow(challenges, lock, pushes, clock, delay);
    ResultReports reports = new ResultReports(challenges, store, delay);
    this.starter = new FactorStarter(challenges, lock, reports, pushes, passcodes, clock, delay);
    this.monitor = new FactorMonitor(challenges, lock, reports, starter, clock);
  }

  /** Asks Duo what the user may do. */
  LoginResult begin(LoginContext context, LoginState state, DuoUsername username) {
    return asked(
        context,
        state,
        username,
        preauth.begin(context, state, username, question(context, username)));
  }

  /** Goes on while Duo is being asked what the user may do. */
  LoginResult preauthPending(
      LoginContext context, LoginState state, Phase.PreauthPending pending, UserAction action) {
    DuoUsername username = pending.username();
    return action.isCancel()
        ? LoginResult.Rejected.byDuo(
            state, username, OutcomeDetails.of(Outcome.CANCELLED, "before Duo answered"))
        : asked(
            context,
            state,
            username,
            preauth.look(context, state, pending, question(context, username)));
  }

  private static PreauthCall.Question<PreauthResult> question(
      LoginContext context, DuoUsername username) {
    // The question outlives the request, so that it holds nothing else of it.
    Optional<ClientIp> clientIp = context.login().clientIp();
    return (calls, stage, deadline) -> calls.preauth(username, clientIp, stage, deadline);
  }

  private LoginResult asked(
      LoginContext context,
      LoginState state,
      DuoUsername username,
      PreauthCall.Seen<PreauthResult> seen) {
    ChallengeState challenge = seen.challenge();
    if (seen.result().isEmpty()) {
      Phase next = new Phase.PreauthPending(username, challenge.id(), challenge.deadline());
      return new LoginResult.Pending(state.in(next), Optional.of(username), challenge, false);
    }
    return seen.result()
        .get()
        .match(
            required -> offered(context, state, Phase.FactorSelection.of(username, required)),
            decided -> decided(context, state, username, challenge, decided.decision()));
  }

  private LoginResult decided(
      LoginContext context,
      LoginState state,
      DuoUsername username,
      ChallengeState challenge,
      DuoDecision decision) {
    boolean isNew = decision.outcome() == Outcome.NOT_ENROLLED && !state.enrolled();
    if (!isNew || !context.settings().enrolsInLogin()) {
      return decided(state, username, challenge, decision);
    }
    return context.passwordVerified()
        ? enrolment
            .begin(context, state, username, decision.portal())
            .orElseGet(() -> begin(context, state.withEnrolled(), username))
        : LoginResult.Rejected.byDuo(
            state, username, OutcomeDetails.of(Outcome.NOT_ENROLLED, NO_PASSWORD));
  }

  /** Goes on while the user is enrolled. */
  LoginResult enrolmentPending(
      LoginContext context, LoginState state, Phase.EnrolmentPending pending, UserAction action) {
    return action.isCancel()
        ? EnrolmentFlow.cancel(state, pending)
        : enrolment
            .look(context, state, pending)
            .orElseGet(() -> begin(context, state.withEnrolled(), pending.username()));
  }

  private static LoginResult decided(
      LoginState state, DuoUsername username, ChallengeState challenge, DuoDecision decision) {
    if (decision.asksOtherFactor()) {
      return LoginResult.OtherFactorRequired.outOfReach(state, username, decision);
    }
    OutcomeDetails details =
        OutcomeDetails.of(decision, Optional.empty(), challenge.txid(), challenge.deviceId());
    return LoginResult.decided(state, username, details, decision.portal());
  }

  private LoginResult offered(
      LoginContext context, LoginState state, Phase.FactorSelection offered) {
    FactorOffer offer = offered.offer(context.settings().factors());
    if (offer.isEmpty()) {
      return LoginResult.Rejected.byDuo(
          state,
          offered.username(),
          OutcomeDetails.of(
              Outcome.NO_CAPABLE_DEVICE, "no device of the user can do a configured factor"));
    }
    Phase.FactorSelection selection = offered.preselecting(context.lastFactor().apply(offer));
    // In the configured order: what worked last must not change what starts by itself.
    Factor first = offer.factors().get(0);
    // By itself only once: what failed must not ring again without being asked for.
    boolean startsByItself = context.autopush() && first.contactsDevice() && !state.factorStarted();
    return startsByItself
        ? started(
            context,
            state,
            selection,
            starter.contact(context, state, selection, first, lastDevice(selection, first)))
        : select(context, state, selection, Optional.empty(), Optional.empty());
  }

  private static Optional<Device> lastDevice(Phase.FactorSelection selection, Factor factor) {
    return selection.devices().stream()
        .filter(device -> selection.preselection().deviceId().equals(Optional.of(device.id())))
        .filter(device -> device.capabilities().contains(factor))
        .findFirst();
  }

  /** Goes on while the user chooses a factor. */
  LoginResult factorSelection(
      LoginContext context, LoginState state, Phase.FactorSelection selection, UserAction action) {
    return action
        .submission()
        .map(submitted -> submitted(context, state, selection, submitted))
        .orElseGet(() -> select(context, state, selection, Optional.empty(), Optional.empty()));
  }

  private LoginResult submitted(
      LoginContext context,
      LoginState state,
      Phase.FactorSelection shown,
      UserAction.SubmitFactor submitted) {
    FactorChoice choice =
        FactorChoice.of(
            submitted.passcode().value(),
            submitted.factor(),
            submitted.device(),
            shown.offer(context.settings().factors()),
            shown.smsSent());
    Phase.FactorSelection selection = shown.submitted(choice, submitted.device());
    return choice.match(
        passcode ->
            started(
                context, state, selection, starter.passcode(context, selection, passcode.code())),
        contact ->
            started(
                context,
                state,
                selection,
                starter.contact(context, state, selection, contact.factor(), contact.device())),
        notAllowed ->
            refused(context, state, selection, Outcome.FACTOR_NOT_ALLOWED, Optional.empty()),
        noSuchDevice ->
            refused(context, state, selection, Outcome.NO_CAPABLE_DEVICE, Optional.empty()),
        otherDevice ->
            refused(
                context,
                state,
                selection,
                Outcome.NO_CAPABLE_DEVICE,
                Optional.of(Hint.OTHER_DEVICE)),
        nothing ->
            select(context, state, selection, Optional.empty(), Optional.of(Hint.NOTHING_TYPED)));
  }

  private static LoginResult refused(
      LoginContext context,
      LoginState state,
      Phase.FactorSelection selection,
      Outcome outcome,
      Optional<Hint> hint) {
    OutcomeDetails details =
        OutcomeDetails.of(outcome, "asked for a factor or device that is not offered");
    return select(context, state, selection, Optional.of(details), hint);
  }

  private LoginResult started(
      LoginContext context,
      LoginState state,
      Phase.FactorSelection selection,
      FactorStarter.StartResult result) {
    return result.match(
        running ->
            monitor.started(
                context, state.withFactorStarted(), running.pending(), running.challenge()),
        pushPending ->
            select(context, state, selection, Optional.empty(), Optional.of(Hint.PUSH_PENDING)),
        limitReached -> limitReached(context, state, selection),
        // A factor may have been started all the same.
        unknown ->
            select(
                context,
                state.withFactorStarted(),
                selection,
                Optional.empty(),
                Optional.of(Hint.INTERRUPTED)));
  }

  private static LoginResult limitReached(
      LoginContext context, LoginState state, Phase.FactorSelection selection) {
    OutcomeDetails limit =
        OutcomeDetails.of(Outcome.PUSH_LIMIT, "duo.push_limit is reached for the next minutes");
    boolean takesPasscodes =
        selection.offer(context.settings().factors()).includes(Factor.PASSCODE);
    return takesPasscodes
        ? select(context, state, selection.afterPushLimit(), Optional.of(limit), Optional.empty())
        : LoginResult.Rejected.byDuo(state, selection.username(), limit);
  }

  private static LoginResult select(
      LoginContext context,
      LoginState state,
      Phase.FactorSelection selection,
      Optional<OutcomeDetails> rejected,
      Optional<Hint> hint) {
    return LoginResult.FactorRequired.of(
        state, selection, context.settings().factors(), rejected, hint);
  }

  /** Goes on while a factor runs. */
  LoginResult factorPending(
      LoginContext context, LoginState state, Phase.FactorPending pending, UserAction action) {
    return action.isCancel()
        ? monitor.cancel(context, state, pending)
        : monitor.look(context, state, pending);
  }
}
