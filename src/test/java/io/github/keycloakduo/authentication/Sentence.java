package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Factor;

/** Says shortly what a reaction means, so that tests can be read. */
final class Sentence {
  private Sentence() {}

  static String of(Reaction reaction) {
    if (reaction instanceof Reaction.Pass pass) {
      return "in: " + of(pass.ruling());
    }
    if (reaction instanceof Reaction.AskFactor ask) {
      String refused = ask.refused().map(ruling -> " after " + of(ruling)).orElse("");
      String hint = ask.hint().map(word -> " (" + word + ")").orElse("");
      return "choose" + refused + hint;
    }
    if (reaction instanceof Reaction.AskPatience ask) {
      return ask.otherTab() ? "wait for the other tab" : "wait";
    }
    Reaction.Stop stop = (Reaction.Stop) reaction;
    return (stop.news() ? "stop: " : "still: ") + of(stop.ruling());
  }

  private static String of(OutcomeDetails ruling) {
    return ruling.outcome().id() + ruling.factor().map(Factor::id).map(" by "::concat).orElse("");
  }
}
