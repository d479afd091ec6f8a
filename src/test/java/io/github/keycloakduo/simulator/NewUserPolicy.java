package io.github.keycloakduo.simulator;

/** What preauth answers for a user name that the simulator does not know. */
public enum NewUserPolicy {
  ENROLL,
  ALLOW,
  DENY
}
