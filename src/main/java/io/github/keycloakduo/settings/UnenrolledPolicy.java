package io.github.keycloakduo.settings;

/** The treatment of users whom Duo does not know ({@code duo.unenrolled}). */
public enum UnenrolledPolicy {
  DENY,
  /** Refused with a link to Duo's enrolment. */
  PORTAL,
  /** The login shows a QR code and continues once a phone is activated. */
  ENROLL;

  static UnenrolledPolicy of(String option) {
    return switch (option) {
      case "portal" -> PORTAL;
      case "enroll" -> ENROLL;
      default -> DENY;
    };
  }
}
