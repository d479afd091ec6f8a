package io.github.keycloakduo.mfa;

/** Duo's signed answer about a visit to its page. */
public sealed interface PromptAnswer {
  /** Duo lets the user in. */
  record Allowed(PromptReport report) implements PromptAnswer {}

  /** Duo refuses the user. */
  record Denied(String message, PromptReport report) implements PromptAnswer {}

  /** Duo does not know the code: it was used, is too old, or belongs to another visit. */
  record UnknownCode() implements PromptAnswer {}
}
