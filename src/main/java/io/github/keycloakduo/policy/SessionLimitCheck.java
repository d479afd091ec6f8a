package io.github.keycloakduo.policy;

/** The sessions of one login's user from its address, measured against the configured limit. */
@FunctionalInterface
public interface SessionLimitCheck {
  /** Whether one more fits in. An early look that reserves nothing. */
  boolean hasRoom();
}
