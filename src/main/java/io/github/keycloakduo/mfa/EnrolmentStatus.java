package io.github.keycloakduo.mfa;

/**
 * The state of an enrolment at Duo.
 *
 * @see <a href="https://duo.com/docs/authapi#/enroll_status">Duo Auth API, /enroll_status</a>
 */
public enum EnrolmentStatus {
  /** No phone has used the code yet. */
  WAITING,
  /** A phone was activated. */
  ACTIVATED,
  /** Duo does not know the code, or it has expired. */
  INVALID
}
