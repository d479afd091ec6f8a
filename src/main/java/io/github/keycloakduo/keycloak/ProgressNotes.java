package io.github.keycloakduo.keycloak;

import io.github.keycloakduo.login.LoginProgress;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keeps the progress of a login in its authentication session, one note for each execution, so that
 * nothing of one execution can count for another.
 */
final class ProgressNotes {
  private ProgressNotes() {}

  static Optional<LoginProgress> read(AuthenticationSessionModel session, String executionId) {
    return StateJson.read(session.getAuthNote(note(executionId)), LoginProgress.class);
  }

  static void write(
      AuthenticationSessionModel session, String executionId, LoginProgress progress) {
    session.setAuthNote(note(executionId), StateJson.write(progress));
  }

  static void remove(AuthenticationSessionModel session, String executionId) {
    session.removeAuthNote(note(executionId));
  }

  private static String note(String executionId) {
    return "duo.progress." + executionId;
  }
}
