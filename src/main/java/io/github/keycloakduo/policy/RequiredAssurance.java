package io.github.keycloakduo.policy;

/** What a login must be able to claim in the end. */
public enum RequiredAssurance {
  /** Nothing beyond the rules of the configuration. */
  ANY,
  /** The client demands a new authentication: an earlier MFA does not count. */
  REAUTHENTICATION,
  /** A step-up: nothing but a factor counts, neither an earlier MFA nor an exemption. */
  STEP_UP;

  boolean allowsGrace() {
    return this == ANY;
  }

  /** Whether a login may pass without a factor: exempt, by Duo's bypass, or in an outage. */
  public boolean allowsExemption() {
    return this != STEP_UP;
  }
}
