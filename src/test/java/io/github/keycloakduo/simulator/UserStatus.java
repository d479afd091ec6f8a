package io.github.keycloakduo.simulator;

/** The state of a user, which decides the answer of preauth. */
public enum UserStatus {
  /** Must use a second factor. */
  ACTIVE,
  /** Gets in without a second factor. */
  BYPASS,
  /** Switched off by an administrator. */
  DISABLED,
  /** Gave too many wrong answers. */
  LOCKED_OUT,
  /** Known or unknown, but without a device: preauth sends the user to enrolment. */
  NOT_ENROLLED,
  /** Not enrolled, and a policy refuses users who are not. */
  DENIED_BY_POLICY
}
