package io.github.keycloakduo.keycloak.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.SettingsParser;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/** D5: the request's session shows what it read before the wait; here that is an enabled user. */
class LoginRecheckTest {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "duo.ikey", "DIABCDEFGHIJKLMNOPQR",
          "duo.skey", "0123456789012345678901234567890123456789",
          "duo.host", "api-01234567.duosecurity.com");

  private static final Instant LOGIN = Instant.parse("2026-03-01T12:00:00Z");

  private @Nullable UserModel stored = user(true);
  private @Nullable AuthenticatorConfigModel config = config(OPTIONS);
  private boolean realmExists = true;
  private boolean newUser;

  @Test
  void findsNothingWhereNothingHasChanged() {
    assertThat(recheck()).isEqualTo(new LoginRecheck(Optional.empty(), true));
  }

  @Test
  void findsWhoWasDisabledDuringTheWait() {
    stored = user(false);

    assertThat(recheck().lockError()).contains("user_disabled");
  }

  @Test
  void findsWhoWasDeletedDuringTheWait() {
    stored = null;

    assertThat(recheck().lockError()).contains("user_not_found");
  }

  /** By registration, or by the first login of a user of LDAP. */
  @Test
  void findsNothingWrongWithWhoWasCreatedByThisVeryRequest() {
    stored = null;
    newUser = LoginRecheck.isNew(realmOf(), user(true));

    assertThat(newUser).isTrue();
    assertThat(recheck().lockError()).isEmpty();
  }

  @Test
  void findsWhoWasDeletedDuringTheWaitHoweverNew() {
    newUser = LoginRecheck.isNew(realmOf(), user(true));
    stored = null;

    assertThat(newUser).isFalse();
    assertThat(recheck().lockError()).contains("user_not_found");
  }

  @Test
  void takesNoUserForNewWhoIsOlderThanTheLogin() {
    stored = null;

    assertThat(LoginRecheck.isNew(subject())).isFalse();
  }

  @Test
  void refusesEverybodyInARealmThatIsGone() {
    realmExists = false;

    assertThat(recheck()).isEqualTo(new LoginRecheck(Optional.of("realm_disabled"), false));
  }

  @Test
  void findsAConfigurationThatWasChangedOrRemoved() {
    Map<String, String> changed = new HashMap<>(OPTIONS);
    changed.put("duo.push_info", "false");
    config = config(changed);
    assertThat(recheck().sameSettings()).isFalse();

    config = config(Map.of("duo.ikey", "nonsense"));
    assertThat(recheck().sameSettings()).isFalse();

    config = null;
    assertThat(recheck().sameSettings()).isFalse();
  }

  /** Whoever cannot be looked up must not get in: the step makes a refusal of it. */
  @Test
  void failsWhereTheUserCannotBeRead() {
    Transactions<KeycloakSession> broken =
        new Transactions<>() {
          @Override
          public <T> T call(Function<KeycloakSession, T> work) {
            throw new IllegalStateException("no connection");
          }
        };

    assertThatThrownBy(() -> recheck(broken)).hasMessage("no connection");
  }

  private LoginRecheck recheck() {
    return recheck(realmOf());
  }

  private Transactions<KeycloakSession> realmOf() {
    return new Transactions<>() {
      @Override
      public <T> T call(Function<KeycloakSession, T> work) {
        return work.apply(fresh());
      }
    };
  }

  private LoginRecheck recheck(Transactions<KeycloakSession> fresh) {
    return LoginRecheck.of(
        fresh, subject(), settings(), newUser, (session, found) -> parsed(found.getConfig()));
  }

  private static LoginSubject subject() {
    KeycloakSession request =
        FakeFlow.fake(
            KeycloakSession.class,
            Map.of("users", given -> noStore(), "getContext", given -> requestContext()));
    RealmModel realm = FakeFlow.fake(RealmModel.class, Map.of("getId", given -> "r1"));
    return new LoginSubject(request, realm, known(), config(OPTIONS));
  }

  private static UserModel known() {
    return FakeFlow.fake(
        UserModel.class,
        Map.of(
            "getId", given -> "u1",
            "isEnabled", given -> true,
            "getCreatedTimestamp", given -> LOGIN.minusSeconds(1).toEpochMilli()));
  }

  private static KeycloakContext requestContext() {
    RootAuthenticationSessionModel root =
        FakeFlow.fake(
            RootAuthenticationSessionModel.class,
            Map.of("getTimestamp", given -> (int) LOGIN.getEpochSecond()));
    AuthenticationSessionModel login =
        FakeFlow.fake(AuthenticationSessionModel.class, Map.of("getParentSession", given -> root));
    return FakeFlow.fake(KeycloakContext.class, Map.of("getAuthenticationSession", given -> login));
  }

  private static UserProvider noStore() {
    throw new AssertionError("the request's own session must not be asked");
  }

  private KeycloakSession fresh() {
    RealmModel realm =
        FakeFlow.fake(
            RealmModel.class,
            Map.of(
                "getId", given -> "r1",
                "getAuthenticatorConfigById", given -> given[0].equals("c1") ? config : null));
    KeycloakContext context =
        FakeFlow.fake(
            KeycloakContext.class, Map.of("getRealm", given -> realmExists ? realm : null));
    UserProvider users =
        FakeFlow.fake(
            UserProvider.class,
            Map.of("getUserById", given -> given[1].equals("u1") ? stored : null));
    return FakeFlow.fake(
        KeycloakSession.class, Map.of("getContext", given -> context, "users", given -> users));
  }

  private static UserModel user(boolean enabled) {
    return FakeFlow.fake(
        UserModel.class, Map.of("getId", given -> "u1", "isEnabled", given -> enabled));
  }

  private static AuthenticatorConfigModel config(Map<String, String> options) {
    AuthenticatorConfigModel config = new AuthenticatorConfigModel();
    config.setId("c1");
    config.setConfig(options);
    return config;
  }

  private static DuoMfaSettings settings() {
    return parsed(OPTIONS)
        .match(
            ConfigResult.Valid::settings,
            invalid -> {
              throw new AssertionError(invalid.problems().toString());
            });
  }

  private static ConfigResult parsed(Map<String, String> options) {
    return new SettingsParser(AllowedRoutes.DEFAULT).parse(options, none -> Optional.empty());
  }
}
