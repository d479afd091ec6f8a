package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.LoginContext.PromptClient;
import io.github.keycloakduo.authentication.LoginState.Phase;
import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.UniversalPrompt;
import java.time.Clock;
import java.util.Optional;

/**
 * The part of a login that sends the browser to Duo's Universal Prompt and takes it back (Duo OIDC
 * Auth API). From the moment the browser is sent there, nothing fails open. Holds no state of its
 * own and never waits for Duo longer than the request's {@link RequestTimeout}.
 */
public final class UniversalPromptFlow {
  private static final String NO_BROWSER =
      "duo.mode: invalid value \"universal\" here: expected form, since only a browser can be sent"
          + " to Duo's own page";

  private final PreauthCall<PromptHealthResult> healthCheck;
  private final PromptCodeExchange exchange;
  private final Clock clock;

  /** A flow over what the nodes share. */
  public UniversalPromptFlow(
      Challenges challenges, ChallengeStore store, Clock clock, Delay delay) {
    this.healthCheck =
        new PreauthCall<>(
            PromptHealthResult.class, PromptHealthResult.Decided::new, challenges, clock, delay);
    this.exchange = new PromptCodeExchange(challenges, store, clock, delay);
    this.clock = clock;
  }

  /** Asks whether the browser can be sent to Duo. */
  LoginResult begin(
      LoginContext context, LoginState state, DuoUsername username, UserAction action) {
    if (action.isCancel()) {
      return cancelled(state, username, "the user stopped waiting");
    }
    if (action.callback().isPresent()) {
      // An answer that came before. It must not send the user to Duo's page once more by itself.
      OutcomeDetails details =
          OutcomeDetails.of(Outcome.CANCELLED, "an answer of Duo's page came again");
      return new LoginResult.Rejected(
          state.in(new Phase.PreauthRequired(username)),
          Optional.of(username),
          details,
          Optional.empty(),
          true,
          false);
    }
    return context
        .prompt()
        .map(
            client ->
                asked(
                    context,
                    client,
                    state,
                    username,
                    healthCheck.begin(context, state, username, question(client, clock))))
        .orElseGet(() -> noBrowser(state, username));
  }

  /** Goes on while Duo is being asked whether the browser can be sent there. */
  LoginResult healthCheckPending(
      LoginContext context, LoginState state, Phase.PreauthPending pending, UserAction action) {
    DuoUsername username = pending.username();
    if (action.isCancel()) {
      return cancelled(state, username, "the user stopped waiting");
    }
    return context
        .prompt()
        .map(
            client ->
                asked(
                    context,
                    client,
                    state,
                    username,
                    healthCheck.look(context, state, pending, question(client, clock))))
        .orElseGet(() -> noBrowser(state, username));
  }

  private static PreauthCall.Question<PromptHealthResult> question(
      PromptClient client, Clock clock) {
    UniversalPrompt prompt = client.api();
    return (calls, stage, deadline) ->
        new PromptCalls(prompt, calls, clock).healthCheck(stage, deadline);
  }

  private LoginResult asked(
      LoginContext context,
      PromptClient client,
      LoginState state,
      DuoUsername username,
      PreauthCall.Seen<PromptHealthResult> seen) {
    ChallengeState challenge = seen.challenge();
    if (seen.result().isEmpty()) {
      Phase next = new Phase.PreauthPending(username, challenge.id(), challenge.deadline());
      return new LoginResult.Pending(state.in(next), Optional.of(username), challenge, false);
    }
    return seen.result()
        .get()
        .match(
            available -> redirect(context, client, state, username, false),
            decided -> decided(state, username, Optional.empty(), challenge, decided.decision()));
  }

  private static LoginResult decided(
      LoginState state,
      DuoUsername username,
      Optional<Factor> factor,
      ChallengeState challenge,
      DuoDecision decision) {
    if (decision.asksOtherFactor()) {
      return LoginResult.OtherFactorRequired.outOfReach(state, username, decision);
    }
    OutcomeDetails details =
        OutcomeDetails.of(decision, factor, challenge.txid(), challenge.deviceId());
    return LoginResult.decided(state, username, details, decision.portal());
  }

  private LoginResult redirect(
      LoginContext context,
      PromptClient client,
      LoginState state,
      DuoUsername username,
      boolean restarted) {
    PromptRequest request = PromptStateFactory.request(username, client.redirectUri());
    Deadline deadline = Deadline.in(PromptCodeExchange.MAX_VISIT, clock.instant());
    Phase next = new Phase.PromptPending(request, deadline, restarted);
    // The user may confirm from now on, whether or not we hear of it.
    return new LoginResult.Redirect(
        state.in(next).withFactorStarted(),
        Optional.of(username),
        client.api().address(request, context.promptParameters()));
  }

  /** Once by itself; then only if the user asks for it. */
  private LoginResult restart(
      LoginContext context,
      PromptClient client,
      LoginState state,
      DuoUsername username,
      boolean restartedBefore,
      String why) {
    return restartedBefore
        ? LoginResult.Rejected.byDuo(state, username, OutcomeDetails.of(Outcome.CANCELLED, why))
        : redirect(context, client, state, username, true);
  }

  /** Goes on while the browser is at the Universal Prompt. */
  LoginResult promptPending(
      LoginContext context, LoginState state, Phase.PromptPending pending, UserAction action) {
    DuoUsername username = new DuoUsername(pending.request().identity());
    if (action.isCancel()) {
      return cancelled(state, username, "the user stopped waiting");
    }
    return context
        .prompt()
        .map(
            client ->
                action
                    .callback()
                    .map(callback -> returned(context, client, state, pending, callback))
                    .orElseGet(
                        () ->
                            restart(
                                context,
                                client,
                                state,
                                username,
                                pending.restarted(),
                                "the user came back without an answer")))
        .orElseGet(() -> noBrowser(state, username));
  }

  private LoginResult returned(
      LoginContext context,
      PromptClient client,
      LoginState state,
      Phase.PromptPending pending,
      UserAction.PromptCallback callback) {
    DuoUsername username = new DuoUsername(pending.request().identity());
    if (!PromptStateFactory.isStateOf(pending.request(), callback.state())) {
      return rejected(
          state, username, Outcome.DUO_ERROR, "the answer belongs to no request of this login");
    }
    if (callback.error().isPresent()) {
      return rejected(
          state, username, Outcome.CANCELLED, "Duo's page says: " + callback.error().get());
    }
    if (callback.code().isEmpty()) {
      return rejected(state, username, Outcome.DUO_ERROR, "Duo's page gave neither code nor error");
    }
    return pending.deadline().isOver(clock.instant())
        ? restart(context, client, state, username, pending.restarted(), "the answer came too late")
        : exchanged(
            context,
            client,
            state,
            exchange.begin(context, client, pending, callback.code().get()));
  }

  private static LoginResult rejected(
      LoginState state, DuoUsername username, Outcome outcome, String detail) {
    return LoginResult.Rejected.byDuo(
        state, username, OutcomeDetails.of(outcome, Factor.UNIVERSAL, detail));
  }

  /** Goes on while the code of the Universal Prompt is being exchanged. */
  LoginResult exchangePending(
      LoginContext context,
      LoginState state,
      Phase.CodeExchangePending pending,
      UserAction action) {
    if (action.isCancel()) {
      return cancelled(state, pending.username(), "the user stopped waiting");
    }
    return context
        .prompt()
        .map(client -> exchanged(context, client, state, exchange.look(context, pending)))
        .orElseGet(() -> noBrowser(state, pending.username()));
  }

  private LoginResult exchanged(
      LoginContext context, PromptClient client, LoginState state, PromptCodeExchange.Seen seen) {
    Phase.CodeExchangePending phase = seen.phase();
    DuoUsername username = phase.username();
    if (seen.result().isEmpty()) {
      return new LoginResult.Pending(
          state.in(phase), Optional.of(username), seen.challenge(), false);
    }
    return seen.result()
        .get()
        .match(
            reported -> reported(state, username, reported),
            unknownCode ->
                restart(
                    context,
                    client,
                    state,
                    username,
                    phase.restarted(),
                    "Duo does not know the code"),
            decided ->
                decided(
                    state,
                    username,
                    Optional.of(Factor.UNIVERSAL),
                    seen.challenge(),
                    decided.decision()));
  }

  private static LoginResult reported(
      LoginState state, DuoUsername username, PromptResult.Reported reported) {
    OutcomeDetails details =
        new OutcomeDetails(
            reported.outcome(),
            // Whom Duo let in without asking has shown no factor.
            Optional.of(Factor.UNIVERSAL).filter(f -> reported.outcome() != Outcome.BYPASS),
            reported.report().txid(),
            reported.report().deviceId(),
            Optional.of(reported.report()),
            reported.duoWords(),
            reported.detail());
    return LoginResult.decided(state, username, details, Optional.empty());
  }

  private static LoginResult cancelled(LoginState state, DuoUsername username, String why) {
    return LoginResult.Rejected.byDuo(state, username, OutcomeDetails.of(Outcome.CANCELLED, why));
  }

  private static LoginResult noBrowser(LoginState state, DuoUsername username) {
    return LoginResult.Rejected.byDuo(
        state, username, OutcomeDetails.of(Outcome.CONFIG_ERROR, NO_BROWSER));
  }
}
