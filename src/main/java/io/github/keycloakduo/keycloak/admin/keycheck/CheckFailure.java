package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.mfa.LogSafeText;

/** The log line about something that could not be checked because of an exception. */
final class CheckFailure {
  private CheckFailure() {}

  /**
   * One line, whatever the failure says.
   *
   * @param subject fit for the log
   */
  static String describe(String subject, Throwable failure) {
    return subject + " could not be looked at: " + LogSafeText.of(failure.toString());
  }
}
