package io.github.keycloakduo.policy;

/** What a login must be able to claim in the end. */
public enum Assurance {
  /** Nothing beyond the rules of the configuration. */
  ANY,
  /** The client demands a new authentication: an earlier MFA does not count. */
  FRESH,
  /** A step-up: nothing but a factor counts, neither an earlier MFA nor an exemption. */
  REAL_FACTOR;

  boolean allowsGrace() {
    return this == ANY;
  }

  /** Whether a login may pass without a factor: exempt, by Duo's bypass, or in an outage. */
  public boolean allowsExemption() {
    return this != REAL_FACTOR;
  }
}
