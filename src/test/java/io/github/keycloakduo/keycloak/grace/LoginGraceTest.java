package io.github.keycloakduo.keycloak.grace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.Reachability;
import io.github.keycloakduo.grace.GraceRequests;
import io.github.keycloakduo.grace.InMemoryGraceStore;
import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.RawConfig;
import io.github.keycloakduo.settings.SettingsParser;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What the background of a push is given of a login. */
class LoginGraceTest {
  private static final GraceRequests ALICE = GraceRequests.ALICE;

  private final InMemoryGraceStore store = new InMemoryGraceStore();
  private final LoginSubject scope =
      new LoginSubject(
          fake(KeycloakSession.class, ""),
          fake(RealmModel.class, ALICE.realm()),
          fake(UserModel.class, ALICE.user()),
          new AuthenticatorConfigModel());
  private final LoginGrace grace =
      new LoginGrace(
          scope,
          settings(),
          ClientIp.parse("192.0.2.7"),
          true,
          store,
          Clock.fixed(GraceRequests.NOON, ZoneOffset.UTC));

  @Test
  void theListenerOfAPendingPushKeepsNoKeycloakSession() {
    assertThat(Reachability.from(grace).pathTo(KeycloakSession.class)).isPresent();

    Reachability kept = Reachability.from(grace.outcomeListener());

    assertThat(kept.pathTo(KeycloakSession.class)).isEmpty();
    assertThat(kept.pathTo(RealmModel.class)).isEmpty();
    assertThat(kept.pathTo(UserModel.class)).isEmpty();
    assertThat(kept.pathTo(LoginSubject.class)).isEmpty();
    assertThat(kept.pathTo(LoginGrace.class)).isEmpty();
    assertThat(Reachability.from(grace.outcomeListener(), store).objects()).hasSizeLessThan(8);
  }

  @Test
  void theListenerEndsTheGraceAfterARefusalAndNothingElse() {
    store.grant(ALICE.request(), "duo", GraceRequests.NOON);
    Consumer<Outcome> listener = grace.outcomeListener();

    List.of(Outcome.APPROVED, Outcome.PUSH_TIMEOUT, Outcome.WRONG_PASSCODE).forEach(listener);
    assertThat(store.holdsAny(ALICE.realm(), ALICE.user())).isTrue();

    listener.accept(Outcome.DENIED);
    assertThat(store.holdsAny(ALICE.realm(), ALICE.user())).isFalse();
  }

  private static DuoMfaSettings settings() {
    Map<String, String> options =
        Map.of(
            "duo.ikey", "DIABCDEFGHIJKLMNOPQR",
            "duo.skey", "0123456789012345678901234567890123456789",
            "duo.host", "api-01234567.duosecurity.com");
    RawConfig stored = RawConfig.of(options, alias -> List.of(), expression -> Optional.empty());
    ConfigResult parsed =
        new SettingsParser(AllowedRoutes.DEFAULT).parse(stored, expression -> Optional.empty());
    return ((ConfigResult.Valid) parsed).settings();
  }

  private static <T> T fake(Class<T> type, String id) {
    return type.cast(
        Proxy.newProxyInstance(
            LoginGraceTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("getId")) {
                throw new UnsupportedOperationException(method.getName());
              }
              return id;
            }));
  }
}
