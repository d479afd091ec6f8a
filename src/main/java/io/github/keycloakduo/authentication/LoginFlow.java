package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.LoginState.Phase;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Question;
import io.github.keycloakduo.policy.PolicyDecision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way of every login: the policy, the talk with Duo, or another factor while Duo is out of
 * reach, the extra questions. Holds no state of its own: each request brings the state that the one
 * before left behind.
 */
public final class LoginFlow {
  private final AuthApiFlow authApi;
  private final UniversalPromptFlow universalPrompt;
  private final OtherFactorFlow otherFactor;

  /**
   * A flow.
   *
   * @param authApi on our own pages
   * @param universalPrompt on Duo's own page
   * @param otherFactor while Duo is out of reach
   */
  public LoginFlow(
      AuthApiFlow authApi, UniversalPromptFlow universalPrompt, OtherFactorFlow otherFactor) {
    this.authApi = authApi;
    this.universalPrompt = universalPrompt;
    this.otherFactor = otherFactor;
  }

  /**
   * Handles one request.
   *
   * @param stored what the request before left behind, if there was one
   */
  public LoginResult handle(LoginContext context, Optional<LoginState> stored, UserAction action) {
    String user = context.login().userId();
    String config = context.settings().fingerprint();
    LoginState state =
        stored
            .map(before -> before.current(user, config))
            .orElseGet(() -> LoginState.notStarted(user, config))
            .consenting(context, action);
    boolean universal = context.settings().isUniversal();
    return state
        .phase()
        .match(
            notStarted -> decided(context, state, action),
            required -> askDuo(context, state, required.username(), action),
            pending ->
                withDuo(
                    context,
                    universal
                        ? universalPrompt.healthCheckPending(context, state, pending, action)
                        : authApi.preauthPending(context, state, pending, action)),
            pending -> withDuo(context, authApi.enrolmentPending(context, state, pending, action)),
            selection ->
                withDuo(context, authApi.factorSelection(context, state, selection, action)),
            pending -> withDuo(context, authApi.factorPending(context, state, pending, action)),
            pending ->
                withDuo(context, universalPrompt.promptPending(context, state, pending, action)),
            pending ->
                withDuo(context, universalPrompt.exchangePending(context, state, pending, action)),
            pending -> otherFactor(context, state, pending, action),
            questions -> answered(context, state, questions, action),
            finished -> LoginResult.Rejected.again(state, finished));
  }

  private LoginResult decided(LoginContext context, LoginState state, UserAction action) {
    PolicyDecision decision = context.policy().get();
    return decision.match(
        allow -> passed(context, state, Optional.empty(), OutcomeDetails.of(allow)),
        askDuo -> askDuo(context, state, askDuo.identity(), action),
        deny ->
            LoginResult.Rejected.byPolicy(
                state, Optional.empty(), OutcomeDetails.of(deny.outcome(), deny.reason())));
  }

  private LoginResult askDuo(
      LoginContext context, LoginState state, DuoUsername username, UserAction action) {
    if (context.login().passive()) {
      return new LoginResult.InteractionRequired(state, Optional.of(username));
    }
    return withDuo(
        context,
        context.settings().isUniversal()
            ? universalPrompt.begin(context, state, username, action)
            : authApi.begin(context, state, username));
  }

  /** What follows the talk with Duo. */
  private LoginResult withDuo(LoginContext context, LoginResult result) {
    return result
        .otherFactorRequired()
        .flatMap(required -> required.state().awaitsOtherFactor())
        .map(pending -> otherFactor(context, result.state(), pending, new UserAction.Refresh()))
        .orElseGet(() -> passedIfAuthenticated(context, result));
  }

  private LoginResult otherFactor(
      LoginContext context, LoginState state, Phase.OtherFactorPending pending, UserAction action) {
    return otherFactor
        .handle(context, state, pending, action)
        .map(result -> passedIfAuthenticated(context, result))
        .orElseGet(() -> askDuoAgain(context, state, pending.username()));
  }

  private LoginResult askDuoAgain(LoginContext context, LoginState state, DuoUsername username) {
    LoginState anew = state.in(new Phase.PreauthRequired(username));
    return askDuo(context, anew, username, new UserAction.Refresh());
  }

  private static LoginResult passedIfAuthenticated(LoginContext context, LoginResult result) {
    return result.authenticated().map(passed -> passed(context, passed)).orElse(result);
  }

  private static LoginResult passed(LoginContext context, LoginResult.Authenticated passed) {
    OutcomeDetails details = passed.details();
    if (!details.outcome().provesFactor() && !context.assurance().allowsExemption()) {
      OutcomeDetails refused =
          OutcomeDetails.of(
              Outcome.DUO_DENIED,
              "Duo asks no factor of this user, but this login needs one ("
                  + details.outcome().id()
                  + ")");
      return passed.rejected(refused);
    }
    return passed(context, passed.state(), passed.username(), details);
  }

  private static LoginResult passed(
      LoginContext context,
      LoginState state,
      Optional<DuoUsername> username,
      OutcomeDetails details) {
    List<Question> questions = context.settings().questions();
    if (questions.isEmpty()) {
      return new LoginResult.Authenticated(state, username, details, Map.of());
    }
    return context.login().passive()
        ? new LoginResult.InteractionRequired(state, username)
        : new LoginResult.QuestionsRequired(
            state.in(new Phase.QuestionsPending(details, username)),
            username,
            questions,
            Map.of(),
            Map.of());
  }

  private static LoginResult answered(
      LoginContext context, LoginState state, Phase.QuestionsPending pending, UserAction action) {
    List<Question> questions = context.settings().questions();
    if (action.submittedAnswers().isEmpty()) {
      return new LoginResult.QuestionsRequired(
          state, pending.username(), questions, Map.of(), Map.of());
    }
    Map<String, String> typed = action.submittedAnswers().get();
    Answers answers = Answers.read(questions, typed);
    return answers.errors().isEmpty()
        ? new LoginResult.Authenticated(
            state, pending.username(), pending.details(), answers.accepted())
        : new LoginResult.QuestionsRequired(
            state, pending.username(), questions, typed, answers.errors());
  }
}
