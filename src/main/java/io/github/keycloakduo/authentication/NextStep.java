package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a login does next. */
public sealed interface NextStep {
  /** Where the login stands after it. */
  LoginProgress progress();

  /** The Duo identity, once it is known. */
  Optional<DuoUsername> identity();

  /** The talk with Duo goes on, or has ended the login. Never a {@link Reaction.Pass}. */
  record Talk(LoginProgress progress, Optional<DuoUsername> identity, Reaction reaction)
      implements NextStep {}

  /**
   * The user answers questions.
   *
   * @param typed what he typed before, to be shown again where the question has an echo
   * @param mistakes by key of the question; empty when the page is shown for the first time
   */
  record AskAnswers(
      LoginProgress progress,
      Optional<DuoUsername> identity,
      List<Question> questions,
      Map<String, String> typed,
      Map<String, AnswerError> mistakes)
      implements NextStep {
    @Override
    public String toString() {
      return "AskAnswers[mistakes=" + mistakes + "]";
    }
  }

  /** A rule of ours refuses the login. */
  record Refuse(
      LoginProgress progress, Optional<DuoUsername> identity, OutcomeDetails ruling, boolean news)
      implements NextStep {}

  /**
   * All is done but what only Keycloak can do: look at locks and session limits once more.
   *
   * @param answers by key of the question
   */
  record Finish(
      LoginProgress progress,
      Optional<DuoUsername> identity,
      OutcomeDetails ruling,
      Map<String, String> answers)
      implements NextStep {
    @Override
    public String toString() {
      return "Finish[" + ruling.outcome().id() + "]";
    }
  }
}
