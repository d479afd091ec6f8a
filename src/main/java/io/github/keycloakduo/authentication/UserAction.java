package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An action that a request asks of a login. */
public sealed interface UserAction {
  /** A function for each case. */
  record Cases<R>(
      Function<Refresh, R> refresh,
      Function<AnswerQuestions, R> answerQuestions,
      Function<Cancel, R> cancel,
      Function<PromptCallback, R> promptCallback,
      Function<SubmitFactor, R> submitFactor,
      Function<SubmitOtherFactor, R> submitOtherFactor) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<Refresh, R> refresh,
      Function<AnswerQuestions, R> answerQuestions,
      Function<Cancel, R> cancel,
      Function<PromptCallback, R> promptCallback,
      Function<SubmitFactor, R> submitFactor,
      Function<SubmitOtherFactor, R> submitOtherFactor) {
    return match(
        new Cases<>(
            refresh, answerQuestions, cancel, promptCallback, submitFactor, submitOtherFactor));
  }

  /** Whether it is only to show the present state. */
  default boolean isRefresh() {
    return this instanceof Refresh;
  }

  /** Whether it is to stop waiting. */
  default boolean isCancel() {
    return this instanceof Cancel;
  }

  /** What was sent from the factor page, if it is that. */
  default Optional<SubmitFactor> submission() {
    return this instanceof SubmitFactor submitted ? Optional.of(submitted) : Optional.empty();
  }

  /** What was sent from the page about another factor, if it is that. */
  default Optional<SubmitOtherFactor> otherFactor() {
    return this instanceof SubmitOtherFactor submitted ? Optional.of(submitted) : Optional.empty();
  }

  /** What was sent from the questions page, if it is that. */
  default Optional<Map<String, String>> submittedAnswers() {
    return this instanceof AnswerQuestions sent ? Optional.of(sent.answers) : Optional.empty();
  }

  /** What the Universal Prompt sent along, if it is that. */
  default Optional<PromptCallback> callback() {
    return this instanceof PromptCallback callback ? Optional.of(callback) : Optional.empty();
  }

  /**
   * To go on without input: the first request, a reload, the waiting page's continue, a page that
   * came back. In a login that has not begun it asks the policy and Duo; what runs is not started
   * again.
   */
  record Refresh() implements UserAction {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refresh().apply(this);
    }
  }

  /**
   * The questions page was sent.
   *
   * @param answers by key of the question
   */
  record AnswerQuestions(Map<String, String> answers) implements UserAction {
    public AnswerQuestions {
      answers = Map.copyOf(answers);
    }

    @Override
    public String toString() {
      return "AnswerQuestions[" + answers.keySet() + "]";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.answerQuestions().apply(this);
    }
  }

  /** To stop waiting; on the page about another factor, to try Duo once more. */
  record Cancel() implements UserAction {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cancel().apply(this);
    }
  }

  /**
   * Duo's Universal Prompt sent the browser back (RFC 6749, section 4.1.2).
   *
   * @param state what we gave along, if all is well
   * @param code to be exchanged for a token
   * @param error Duo's error code where there is no code
   */
  record PromptCallback(Secret state, Optional<Secret> code, Optional<String> error)
      implements UserAction {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.promptCallback().apply(this);
    }
  }

  /**
   * The factor page was sent.
   *
   * @param passcode what was typed; never stored
   * @param factor name of the pressed button, or blank
   * @param device id of the selected device, or blank
   * @param remember whether the user wants this browser to be remembered
   */
  record SubmitFactor(Secret passcode, String factor, String device, boolean remember)
      implements UserAction {
    /** Without a wish that the browser be remembered. */
    public SubmitFactor(Secret passcode, String factor, String device) {
      this(passcode, factor, device, false);
    }

    /** A factor without a passcode, on a device of Duo's choice. */
    public static SubmitFactor of(String factor) {
      return new SubmitFactor(new Secret(""), factor, "");
    }

    @Override
    public String toString() {
      return "SubmitFactor[factor=" + factor + "]";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.submitFactor().apply(this);
    }
  }

  /**
   * The page about another factor was sent.
   *
   * @param code what was typed; never stored
   * @param factor name of the selected factor, or blank
   */
  record SubmitOtherFactor(Secret code, String factor) implements UserAction {
    @Override
    public String toString() {
      return "SubmitOtherFactor[factor=" + factor + "]";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.submitOtherFactor().apply(this);
    }
  }
}
