package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Factor;

/** A short sentence about a login result, so that tests can be read. */
final class Sentence {
  private Sentence() {}

  static String of(LoginResult result) {
    return result.match(
        authenticated -> "in: " + of(authenticated.details()),
        required -> {
          String rejected = required.rejected().map(details -> " after " + of(details)).orElse("");
          String hint = required.hint().map(word -> " (" + word + ")").orElse("");
          return "choose" + rejected + hint;
        },
        other -> {
          String rejected = other.rejected().map(details -> " after " + of(details)).orElse("");
          String hint = other.hint().map(word -> " (" + word + ")").orElse("");
          return "type one of " + other.factors() + rejected + hint;
        },
        pending -> pending.otherTab() ? "wait for the other tab" : "wait",
        redirect -> "to Duo",
        questions -> "answer",
        interaction -> "interaction required",
        rejected -> (rejected.firstReport() ? "stop: " : "still: ") + of(rejected.details()));
  }

  private static String of(OutcomeDetails details) {
    return details.outcome().id() + details.factor().map(Factor::id).map(" by "::concat).orElse("");
  }
}
