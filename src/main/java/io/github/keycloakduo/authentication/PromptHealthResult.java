package io.github.keycloakduo.authentication;

import java.util.function.Function;

/** The result of asking whether users can be sent to Duo's Universal Prompt (health check). */
public sealed interface PromptHealthResult extends ChallengeResult {
  /** A function for each case. */
  record Cases<R>(Function<Available, R> available, Function<Decided, R> decided) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(Function<Available, R> available, Function<Decided, R> decided) {
    return match(new Cases<>(available, decided));
  }

  /** Duo is there and knows the application. */
  record Available() implements PromptHealthResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.available().apply(this);
    }
  }

  /** The failure of the call has decided. */
  record Decided(DuoDecision decision) implements PromptHealthResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.decided().apply(this);
    }
  }
}
