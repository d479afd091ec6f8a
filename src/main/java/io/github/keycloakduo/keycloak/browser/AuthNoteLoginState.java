package io.github.keycloakduo.keycloak.browser;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.keycloak.runtime.LoginStateCodec;
import io.github.keycloakduo.keycloak.step.LoginStateStore;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The state of a login in notes of its authentication session, of each execution apart, so that
 * nothing of one execution can count for another.
 */
final class AuthNoteLoginState implements LoginStateStore {
  private final AuthenticationSessionModel session;
  private final String state;
  private final String factorStarted;
  private final String callback;

  AuthNoteLoginState(AuthenticationSessionModel session, String executionId) {
    this.session = session;
    this.state = "duo.progress." + executionId;
    // The user's id and nothing else: all versions of the extension can read it.
    this.factorStarted = "duo.factor-started." + executionId;
    this.callback = "duo.returned." + executionId;
  }

  @Override
  public Optional<LoginState> read() {
    Optional<LoginState> stored =
        LoginStateCodec.read(session.getAuthNote(state), LoginState.class);
    String startedBy = session.getAuthNote(factorStarted);
    if (startedBy == null) {
      return stored;
    }
    // A state that another version wrote cannot be read; that a factor was started still counts.
    return Optional.of(
        stored
            .map(known -> known.userId().equals(startedBy) ? known.withFactorStarted() : known)
            .orElseGet(() -> LoginState.notStarted(startedBy, "").withFactorStarted()));
  }

  @Override
  public void keep(LoginResult result) {
    write(result.state());
  }

  private void write(LoginState next) {
    session.setAuthNote(state, LoginStateCodec.write(next));
    if (next.factorStarted()) {
      session.setAuthNote(factorStarted, next.userId());
    }
  }

  /** Remembers that a request of this user failed half-way: nothing fails open any more. */
  void keepAfterError(String userId) {
    LoginState known =
        read()
            .filter(before -> before.userId().equals(userId))
            .orElseGet(() -> LoginState.notStarted(userId, ""));
    write(known.withFactorStarted());
  }

  @Override
  public void forget() {
    session.removeAuthNote(state);
    session.removeAuthNote(factorStarted);
    session.removeAuthNote(callback);
  }

  /** Leaves what Duo's Universal Prompt sent along for the login to judge. */
  void keepCallback(UserAction.PromptCallback answer) {
    session.setAuthNote(callback, LoginStateCodec.write(answer));
  }

  /** What Duo's Universal Prompt sent along; each answer is taken once. */
  Optional<UserAction.PromptCallback> takeCallback() {
    Optional<UserAction.PromptCallback> answer =
        LoginStateCodec.read(session.getAuthNote(callback), UserAction.PromptCallback.class);
    session.removeAuthNote(callback);
    return answer;
  }
}
