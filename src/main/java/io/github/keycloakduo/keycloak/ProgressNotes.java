package io.github.keycloakduo.keycloak;

import io.github.keycloakduo.challenge.Progress;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keeps the progress of a login in its authentication session, one note for each execution, so that
 * nothing of one execution can count for another.
 */
final class ProgressNotes {
  private ProgressNotes() {}

  static Optional<Progress> read(AuthenticationSessionModel session, String executionId) {
    return StateJson.read(session.getAuthNote(note(executionId)), Progress.class);
  }

  static void write(AuthenticationSessionModel session, String executionId, Progress progress) {
    session.setAuthNote(note(executionId), StateJson.write(progress));
  }

  static void remove(AuthenticationSessionModel session, String executionId) {
    session.removeAuthNote(note(executionId));
  }

  private static String note(String executionId) {
    return "duo.progress." + executionId;
  }
}
