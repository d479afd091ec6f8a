package io.github.keycloakduo.keycloak.browser;

import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.mfa.Secret;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A parser of the forms of our pages. A form without fields of ours is no submission. */
final class LoginFormParser {
  /** What the name of an answer's field begins with; the key of the question follows. */
  static final String ANSWER = "answer.";

  private LoginFormParser() {}

  static UserAction parse(MultivaluedMap<String, String> form) {
    if ("cancel".equals(form.getFirst("action"))) {
      return new UserAction.Cancel();
    }
    Map<String, String> answers = answers(form);
    if (!answers.isEmpty()) {
      return new UserAction.AnswerQuestions(answers);
    }
    if (form.containsKey("otp") && !form.containsKey("action")) {
      return new UserAction.SubmitOtherFactor(
          new Secret(field(form, "otp")), field(form, "factor"));
    }
    boolean submitted =
        !form.containsKey("action")
            && Stream.of("passcode", "factor", "login").anyMatch(form::containsKey);
    return submitted
        ? new UserAction.SubmitFactor(
            new Secret(field(form, "passcode")),
            field(form, "factor"),
            field(form, "device"),
            form.containsKey("remember"))
        : new UserAction.Refresh();
  }

  private static Map<String, String> answers(MultivaluedMap<String, String> form) {
    return form.keySet().stream()
        .filter(name -> name.startsWith(ANSWER))
        .collect(
            Collectors.toMap(name -> name.substring(ANSWER.length()), name -> field(form, name)));
  }

  private static String field(MultivaluedMap<String, String> form, String name) {
    return Objects.requireNonNullElse(form.getFirst(name), "");
  }
}
