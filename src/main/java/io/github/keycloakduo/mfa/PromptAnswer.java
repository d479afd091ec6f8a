package io.github.keycloakduo.mfa;

import java.util.function.Function;

/**
 * The signed answer of Duo about one visit of a user to the Universal Prompt.
 *
 * @see <a href="https://duo.com/docs/oauthapi">Duo OIDC Auth API</a>
 */
public sealed interface PromptAnswer {
  /** A function for each case. */
  record Cases<R>(
      Function<Allowed, R> allowed,
      Function<Denied, R> denied,
      Function<UnknownCode, R> unknownCode) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<Allowed, R> allowed,
      Function<Denied, R> denied,
      Function<UnknownCode, R> unknownCode) {
    return match(new Cases<>(allowed, denied, unknownCode));
  }

  /** Duo lets the user in. */
  record Allowed(PromptReport report) implements PromptAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.allowed().apply(this);
    }
  }

  /** Duo refuses the user. */
  record Denied(String message, PromptReport report) implements PromptAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.denied().apply(this);
    }
  }

  /** Duo does not know the code: it was used, is too old, or belongs to another visit. */
  record UnknownCode() implements PromptAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unknownCode().apply(this);
    }
  }
}
