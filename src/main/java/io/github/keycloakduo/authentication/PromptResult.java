package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptReport;
import java.util.Optional;
import java.util.function.Function;

/** The result of exchanging the code of Duo's Universal Prompt for a token (OIDC Core, 3.1.3). */
public sealed interface PromptResult extends ChallengeResult {
  /** A function for each case. */
  record Cases<R>(
      Function<Reported, R> reported,
      Function<UnknownCode, R> unknownCode,
      Function<Decided, R> decided) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<Reported, R> reported,
      Function<UnknownCode, R> unknownCode,
      Function<Decided, R> decided) {
    return match(new Cases<>(reported, unknownCode, decided));
  }

  /**
   * Duo's token says how the user authenticated.
   *
   * @param detail for the administrator's log
   * @param duoWords what Duo wrote for the user where it refuses, fit to be shown
   */
  record Reported(Outcome outcome, String detail, Optional<String> duoWords, PromptReport report)
      implements PromptResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.reported().apply(this);
    }
  }

  /** Duo does not know the code, or does not know it any more. */
  record UnknownCode() implements PromptResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unknownCode().apply(this);
    }
  }

  /** The failure of the call has decided. */
  record Decided(DuoDecision decision) implements PromptResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.decided().apply(this);
    }
  }
}
