package io.github.keycloakduo.policy;

/** The port to the check of the session limit for one login's user and address. */
@FunctionalInterface
public interface SessionLimitCheck {
  /** Whether the limit allows one more session. Reserves nothing. */
  boolean hasRoom();
}
