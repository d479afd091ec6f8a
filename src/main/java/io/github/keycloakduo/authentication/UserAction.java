package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Secret;
import java.util.Map;
import java.util.Optional;

/** What the browser asks for. */
public sealed interface UserAction {
  /** To see where things stand: a reload, the waiting page's continue, a page that came back. */
  record Look() implements UserAction {}

  /**
   * The questions page was sent.
   *
   * @param answers by key of the question
   */
  record Answer(Map<String, String> answers) implements UserAction {
    public Answer {
      answers = Map.copyOf(answers);
    }

    @Override
    public String toString() {
      return "Answer[" + answers.keySet() + "]";
    }
  }

  /** To stop waiting. */
  record Cancel() implements UserAction {}

  /**
   * Duo's own page sent the browser back.
   *
   * @param state what we gave to the visit, if all is well
   * @param code to be exchanged for the result
   * @param error Duo's word for why there is none
   */
  record Returned(Secret state, Optional<Secret> code, Optional<String> error)
      implements UserAction {}

  /**
   * The factor page was sent.
   *
   * @param passcode what was typed; never stored
   * @param factor name of the pressed button, or blank
   * @param device id of the selected device, or blank
   */
  record Submit(String passcode, String factor, String device) implements UserAction {
    @Override
    public String toString() {
      return "Submit[factor=" + factor + "]";
    }
  }
}
