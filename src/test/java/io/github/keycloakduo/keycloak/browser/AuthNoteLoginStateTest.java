package io.github.keycloakduo.keycloak.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Secret;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Two Duo steps of one login, whose notes lie side by side. */
class AuthNoteLoginStateTest {
  private static final LoginState STATE = LoginState.notStarted("u1", "config");
  private static final UserAction.PromptCallback CALLBACK =
      new UserAction.PromptCallback(
          new Secret("state"), Optional.of(new Secret("code")), Optional.empty());
  private static final String FACTOR_STARTED = "duo.factor-started.first";

  private final Map<Object, Object> notes = new HashMap<>(Map.of("somebody.else", "1"));
  private final AuthNoteLoginState first = new AuthNoteLoginState(session(), "first");
  private final AuthNoteLoginState second = new AuthNoteLoginState(session(), "second");

  @Test
  void ofOneStepCountForNoOther() {
    keep(first, STATE);
    first.keepCallback(CALLBACK);

    assertThat(second.read()).isEmpty();
    assertThat(second.takeCallback()).isEmpty();
    second.forget();
    assertThat(first.read()).contains(STATE);
    assertThat(first.takeCallback()).contains(CALLBACK);
  }

  @Test
  void areGoneOnceTheStepIsPassed() {
    keep(first, STATE);
    first.keepCallback(CALLBACK);

    first.forget();

    assertThat(first.read()).isEmpty();
    assertThat(first.takeCallback()).isEmpty();
    assertThat(notes).containsOnlyKeys("somebody.else");
  }

  @Test
  void giveAnAnswerOfDuosPageOnce() {
    first.keepCallback(CALLBACK);

    assertThat(first.takeCallback()).contains(CALLBACK);
    assertThat(first.takeCallback()).isEmpty();
  }

  @Test
  void rememberAMistakeAsAFactorThatMayHaveBeenStarted() {
    first.keepAfterError("u1");
    assertThat(first.read().orElseThrow().factorStarted()).isTrue();

    keep(second, STATE);
    second.keepAfterError("u1");
    assertThat(second.read()).contains(STATE.withFactorStarted());

    second.keepAfterError("u2");
    assertThat(second.read().orElseThrow().userId()).isEqualTo("u2");
    assertThat(second.read().orElseThrow().factorStarted()).isTrue();
  }

  @Test
  void sayOfAStartedFactorOnlyWhose() {
    keep(first, STATE);
    assertThat(notes).doesNotContainKey(FACTOR_STARTED);

    keep(first, STATE.withFactorStarted());
    assertThat(notes).containsEntry(FACTOR_STARTED, "u1");
    assertThat(second.read()).isEmpty();

    first.forget();
    assertThat(first.read()).isEmpty();
    assertThat(notes).containsOnlyKeys("somebody.else");
  }

  /** Otherwise an outage could let in whoever has started a factor. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"userId\":\"u1\",\"settings\":\"f\",\"factorStarted\":true,"
            + "\"where\":{\"is\":\"at_the_door\"}}"
      })
  void rememberAStartedFactorOfAStateThatNobodyCanRead(String foreign) {
    notes.put("duo.progress.first", foreign);
    assertThat(first.read()).isEmpty();

    keep(first, STATE.withFactorStarted());
    notes.put("duo.progress.first", foreign);

    assertThat(first.read()).contains(LoginState.notStarted("u1", "").withFactorStarted());
  }

  @Test
  void rememberAStartedFactorOfAStateThatIsGone() {
    keep(first, STATE.withFactorStarted());
    notes.remove("duo.progress.first");

    assertThat(first.read()).contains(LoginState.notStarted("u1", "").withFactorStarted());
  }

  @Test
  void rememberAStartedFactorOfAStateThatForgotIt() {
    keep(first, STATE.withFactorStarted());
    keep(first, STATE);

    assertThat(first.read()).contains(STATE.withFactorStarted());
    assertThat(notes).containsEntry(FACTOR_STARTED, "u1");
  }

  @Test
  void holdAStartedFactorAgainstNoOtherUser() {
    LoginState other = LoginState.notStarted("u2", "config");
    keep(first, STATE.withFactorStarted());
    keep(first, other);

    assertThat(first.read()).contains(other);

    first.keepAfterError("u2");
    assertThat(first.read()).contains(other.withFactorStarted());
    assertThat(notes).containsEntry(FACTOR_STARTED, "u2");
  }

  private static void keep(AuthNoteLoginState store, LoginState state) {
    OutcomeDetails details = OutcomeDetails.of(Outcome.SESSION_LIMIT, "full");
    store.keep(LoginResult.Rejected.byPolicy(state, Optional.empty(), details));
  }

  private AuthenticationSessionModel session() {
    return (AuthenticationSessionModel)
        Proxy.newProxyInstance(
            AuthNoteLoginStateTest.class.getClassLoader(),
            new Class<?>[] {AuthenticationSessionModel.class},
            (proxy, method, values) ->
                switch (method.getName()) {
                  case "getAuthNote" -> notes.get(values[0]);
                  case "setAuthNote" -> {
                    notes.put(values[0], values[1]);
                    yield null;
                  }
                  case "removeAuthNote" -> {
                    notes.remove(values[0]);
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
