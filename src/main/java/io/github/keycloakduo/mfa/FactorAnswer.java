package io.github.keycloakduo.mfa;

/** Duo's answer to a factor that was tried (Auth API, auth and auth_status). */
public sealed interface FactorAnswer {
  /** Nobody has answered yet. */
  record Waiting(String message) implements FactorAnswer {}

  /** Duo has started an asynchronous factor; {@code txid} names it. */
  record Started(String txid) implements FactorAnswer {}

  /** The user may pass. {@code bypass}: by a policy of Duo's, not by the factor. */
  record Allowed(boolean bypass) implements FactorAnswer {}

  /** Passcodes are on their way by SMS. */
  record SmsSent() implements FactorAnswer {}

  /** The user may not pass. */
  record Refused(Refusal reason, String message) implements FactorAnswer {}

  /** Why Duo refused. */
  enum Refusal {
    DENIED,
    FRAUD,
    TIMEOUT,
    LOCKED_OUT,
    PASSCODE_USED
  }
}
