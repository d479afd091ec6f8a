package io.github.keycloakduo.keycloak.browser;

import io.github.keycloakduo.authentication.LoginProgress;
import io.github.keycloakduo.authentication.NextStep;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.keycloak.runtime.LoginStateCodec;
import io.github.keycloakduo.keycloak.step.LoginStateStore;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keeps the progress of a login in its authentication session, one note for each execution, so that
 * nothing of one execution can count for another.
 */
final class AuthNoteLoginState implements LoginStateStore {
  private final AuthenticationSessionModel session;
  private final String note;
  private final String returned;

  AuthNoteLoginState(AuthenticationSessionModel session, String executionId) {
    this.session = session;
    this.note = "duo.progress." + executionId;
    this.returned = "duo.returned." + executionId;
  }

  @Override
  public Optional<LoginProgress> read() {
    return LoginStateCodec.read(session.getAuthNote(note), LoginProgress.class);
  }

  @Override
  public void keep(NextStep next) {
    session.setAuthNote(note, LoginStateCodec.write(next.progress()));
  }

  /** Remembers that a request of this user failed half-way, so that nothing fails open any more. */
  void keepMistake(String userId) {
    LoginProgress known =
        read()
            .filter(progress -> progress.userId().equals(userId))
            .orElseGet(() -> LoginProgress.atTheDoor(userId, ""));
    session.setAuthNote(note, LoginStateCodec.write(known.afterMistake()));
  }

  @Override
  public void forget() {
    session.removeAuthNote(note);
    session.removeAuthNote(returned);
  }

  /** Leaves what Duo's page sent along for the login to judge. */
  void bring(UserAction.Returned answer) {
    session.setAuthNote(returned, LoginStateCodec.write(answer));
  }

  /** What Duo's page sent along; each answer is taken once. */
  Optional<UserAction.Returned> take() {
    Optional<UserAction.Returned> answer =
        LoginStateCodec.read(session.getAuthNote(returned), UserAction.Returned.class);
    session.removeAuthNote(returned);
    return answer;
  }
}
