package io.github.keycloakduo.policy;

/** How far the talk with Duo had come when something failed. */
public enum FailureStage {
  /** No factor of this login was started yet: ping, check, preauth. */
  BEFORE_FACTOR,
  /** A factor was started, or may have been. */
  FACTOR
}
