package io.github.keycloakduo.simulator;

/** Sentences that Duo shows to users and that more than one answer carries. */
final class Texts {
  static final String ACCOUNT_DISABLED =
      "Your account is disabled and cannot access this application."
          + " Please contact your administrator.";
  static final String NOT_ENROLLED =
      "Access is not allowed because you are not enrolled in Duo."
          + " Please contact your organization's IT help desk.";
  static final String ENROLL = "Enroll an authentication device to proceed";
  static final String ACTIVE = "Account is active";

  private Texts() {}
}
