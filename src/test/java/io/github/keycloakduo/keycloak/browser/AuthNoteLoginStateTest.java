package io.github.keycloakduo.keycloak.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.LoginProgress;
import io.github.keycloakduo.authentication.NextStep;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Secret;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Two Duo steps of one login, whose notes lie side by side. */
class AuthNoteLoginStateTest {
  private static final LoginProgress PROGRESS = LoginProgress.atTheDoor("u1", "settings");
  private static final UserAction.Returned ANSWER =
      new UserAction.Returned(
          new Secret("state"), Optional.of(new Secret("code")), Optional.empty());

  private final Map<Object, Object> notes = new HashMap<>(Map.of("somebody.else", "1"));
  private final AuthNoteLoginState first = new AuthNoteLoginState(session(), "first");
  private final AuthNoteLoginState second = new AuthNoteLoginState(session(), "second");

  @Test
  void ofOneStepCountForNoOther() {
    keep(first);
    first.bring(ANSWER);

    assertThat(second.read()).isEmpty();
    assertThat(second.take()).isEmpty();
    second.forget();
    assertThat(first.read()).contains(PROGRESS);
    assertThat(first.take()).contains(ANSWER);
  }

  @Test
  void areGoneOnceTheStepIsPassed() {
    keep(first);
    first.bring(ANSWER);

    first.forget();

    assertThat(first.read()).isEmpty();
    assertThat(first.take()).isEmpty();
    assertThat(notes).containsOnlyKeys("somebody.else");
  }

  @Test
  void giveAnAnswerOfDuosPageOnce() {
    first.bring(ANSWER);

    assertThat(first.take()).contains(ANSWER);
    assertThat(first.take()).isEmpty();
  }

  @Test
  void rememberAMistakeAsAFactorThatMayHaveBeenStarted() {
    first.keepMistake("u1");
    assertThat(first.read().orElseThrow().factorStarted()).isTrue();

    keep(second);
    second.keepMistake("u1");
    assertThat(second.read()).contains(PROGRESS.afterMistake());

    second.keepMistake("u2");
    assertThat(second.read().orElseThrow().userId()).isEqualTo("u2");
    assertThat(second.read().orElseThrow().factorStarted()).isTrue();
  }

  private static void keep(AuthNoteLoginState keeper) {
    OutcomeDetails ruling = OutcomeDetails.of(Outcome.SESSION_LIMIT, "full");
    keeper.keep(new NextStep.Refuse(PROGRESS, Optional.empty(), ruling, true));
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
