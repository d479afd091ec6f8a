package io.github.keycloakduo.mfa;

import java.util.Locale;

/**
 * The outcome of the Duo step of a login. The list is closed: events, metrics, logs and messages
 * all use {@link #id()}.
 */
public enum Outcome {
  APPROVED(Effect.FACTOR),
  GRACE(Effect.IN),
  EXEMPT_USER(Effect.IN),
  EXEMPT_GROUP(Effect.IN),
  EXEMPT_NETWORK(Effect.IN),
  BYPASS(Effect.IN),
  FAIL_OPEN(Effect.IN),
  OTHER_FACTOR(Effect.FACTOR),
  DENIED(Effect.REFUSED),
  FRAUD(Effect.REFUSED),
  WRONG_PASSCODE(Effect.REFUSED_AND_COUNTED),
  PASSCODE_USED(Effect.REFUSED_AND_COUNTED),
  PUSH_TIMEOUT(Effect.REFUSED),
  CANCELLED(Effect.REFUSED),
  NOT_ENROLLED(Effect.REFUSED),
  NO_CAPABLE_DEVICE(Effect.REFUSED),
  FACTOR_NOT_ALLOWED(Effect.REFUSED),
  DUO_DENIED(Effect.REFUSED),
  PUSH_LIMIT(Effect.REFUSED),
  SESSION_LIMIT(Effect.REFUSED),
  UNREACHABLE(Effect.UNAVAILABLE),
  RATE_LIMITED(Effect.UNAVAILABLE),
  DUO_ERROR(Effect.UNAVAILABLE),
  MAPPING_ERROR(Effect.UNAVAILABLE),
  CONFIG_ERROR(Effect.UNAVAILABLE);

  private enum Effect {
    FACTOR,
    IN,
    REFUSED,
    REFUSED_AND_COUNTED,
    UNAVAILABLE
  }

  private final Effect effect;

  Outcome(Effect effect) {
    this.effect = effect;
  }

  /** The stable name, such as {@code wrong_passcode}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the user gets in. */
  public boolean letsIn() {
    return effect == Effect.IN || effect == Effect.FACTOR;
  }

  /** Whether the user has just shown a second factor, to Duo or to Keycloak. */
  public boolean provesFactor() {
    return effect == Effect.FACTOR;
  }

  /** Whether Keycloak's brute-force detection counts it as a failed one-time password. */
  public boolean countsAsFailure() {
    return effect == Effect.REFUSED_AND_COUNTED;
  }

  /** Whether the service, not the user, is at fault; browsers are told so with HTTP 503. */
  public boolean isUnavailability() {
    return effect == Effect.UNAVAILABLE;
  }
}
