package io.github.keycloakduo.keycloak;

import io.github.keycloakduo.login.LoginProgress;
import io.github.keycloakduo.login.NextStep;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keeps the progress of a login in its authentication session, one note for each execution, so that
 * nothing of one execution can count for another.
 */
final class ProgressNotes implements ProgressKeeper {
  private final AuthenticationSessionModel session;
  private final String note;

  ProgressNotes(AuthenticationSessionModel session, String executionId) {
    this.session = session;
    this.note = "duo.progress." + executionId;
  }

  @Override
  public Optional<LoginProgress> read() {
    return StateJson.read(session.getAuthNote(note), LoginProgress.class);
  }

  @Override
  public void keep(NextStep next) {
    session.setAuthNote(note, StateJson.write(next.progress()));
  }

  @Override
  public void forget() {
    session.removeAuthNote(note);
  }
}
