package io.github.keycloakduo.policy;

/** The stage of a login at which a call to Duo failed. */
public enum FailureStage {
  /** No factor of this login was started yet: ping, check, preauth. */
  BEFORE_FACTOR,
  /** A factor was started, or may have been. */
  FACTOR
}
