package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.SimulatedUser;
import io.github.keycloakduo.simulator.UserStatus;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tokens of a login say of its Duo step, in a real Keycloak. */
@ExtendWith(KeycloakExtension.class)
class TokenClaimsIT {
  private static final Map<String, String> EXEMPT =
      Map.of("whitelist.user_list.allow", "all_users");
  private static final Map<String, String> TICKET =
      Map.of("question_1.key", "ticket", "question_1.prompt", "Ticket number?");
  private static final String SECRET = "a secret of the client";

  private final DuoSimulator duo;

  TokenClaimsIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "phone"})
  void aPersonWhoConfirmsIsARealFactor(String factor, TestRealm realm) {
    phone();
    DuoLogin login = at(realm, Map.of("duo.factors", "push##phone"));

    Page waiting = DuoLogin.press(login.password(), factor);
    duo.pushes().approve("alice");

    realFactor(realm, login, DuoLogin.proceed(waiting), factor);
  }

  @Test
  void aPasscodeIsARealFactor(TestRealm realm) {
    phone();
    DuoLogin login = at(realm, Map.of());

    realFactor(realm, login, DuoLogin.type(login.password(), "123456"), "passcode");
  }

  @Test
  void aTextMessageIsARealFactor(TestRealm realm) {
    SimulatedUser alice = phone();
    DuoLogin login = at(realm, Map.of("duo.factors", "push##passcode##sms"));

    Page sent = DuoLogin.press(login.password(), "sms");

    realFactor(realm, login, DuoLogin.type(sent, alice.smsCodes().get(0)), "passcode");
  }

  @Test
  void graceTellsTheTimeOfTheMfaItStandsFor(TestRealm realm) {
    phone();
    DuoLogin login = at(realm, AmrIT.GRACE);
    TokenResponse first = tokens(realm, DuoLogin.type(login.password(), "123456"));

    TokenResponse later = tokens(realm, login.password(realm.browser()));

    assertThat(Tokens.mfa(later).path("outcome").asText()).isEqualTo("grace");
    assertThat(Tokens.mfa(later).has("factor")).isFalse();
    assertThat(Tokens.mfa(later).path("time")).isEqualTo(Tokens.mfa(first).path("time"));
    assertThat(Tokens.amr(later)).containsExactly("duo");
    assertThat(Tokens.acr(later)).isEqualTo("1");
    assertThat(realm.events().user("LOGIN").get(1).details())
        .containsEntry("duo_outcome", "grace")
        .doesNotContainKey("duo_factor");
  }

  @Test
  void anExemptUserClaimsNoMfa(TestRealm realm) {
    DuoLogin login = at(realm, EXEMPT);

    noMfa(realm, login, login.password(), "exempt_user");
  }

  @Test
  void duosBypassIsNoMfa(TestRealm realm) {
    duo.user("alice").status(UserStatus.BYPASS);
    DuoLogin login = at(realm, Map.of());

    noMfa(realm, login, login.password(), "bypass");
  }

  @Test
  void anOutageIsNoMfa(TestRealm realm) {
    phone();
    DuoLogin login = at(realm, Map.of("duo.ignore_conn_err", "true"));
    duo.stopListening();
    try {
      noMfa(realm, login, login.password(), "fail_open");
    } finally {
      duo.resume();
    }
  }

  @Test
  void whatTokensSayComesFromUserInfoAndIntrospectionTooAndSurvivesARefresh(TestRealm realm) {
    phone();
    DuoLogin login = at(realm, TICKET);
    App app = confidential(realm);
    Tokens.told(realm, app);
    Tokens.mapper(
        realm,
        app,
        "oidc-audience-mapper",
        Map.of("included.client.audience", app.clientId(), "access.token.claim", "true"));

    Page end = answered(DuoLogin.type(login.password(realm.browser(), app), "123456"), "4711");
    TokenResponse tokens = exchange(app, end);
    JsonNode mfa = Tokens.mfa(tokens);

    assertThat(mfa.path("answers").path("ticket").asText()).isEqualTo("4711");
    assertThat(tokens.idClaims().path("duo_mfa")).isEqualTo(mfa);
    assertThat(app.userInfo(tokens).path("duo_mfa")).isEqualTo(mfa);
    assertThat(app.introspect(tokens, SECRET).path("duo_mfa")).isEqualTo(mfa);
    TokenResponse refreshed =
        app.token(
            Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.refreshToken(),
                "client_secret",
                SECRET));
    assertThat(Tokens.mfa(refreshed)).isEqualTo(mfa);
    assertThat(Tokens.amr(refreshed)).containsExactly("duo");
  }

  @Test
  void theClaimGoesOnlyWhereItIsSwitchedOn(TestRealm realm) {
    at(realm, EXEMPT, Map.of("id.token.claim", "true", "userinfo.token.claim", "false"));

    TokenResponse tokens = tokens(realm, realm.logIn(realm.users().create("bob")));

    assertThat(tokens.idClaims().path("duo_mfa").path("outcome").asText()).isEqualTo("exempt_user");
    assertThat(tokens.accessClaims().has("duo_mfa")).isFalse();
    assertThat(realm.app().userInfo(tokens).has("duo_mfa")).isFalse();
  }

  @Test
  void aSecondClientOfTheSessionIsToldTheSame(TestRealm realm) {
    phone();
    DuoLogin login = at(realm, Map.of());
    App second = Tokens.told(realm, realm.app("second"));
    TokenResponse first = tokens(realm, DuoLogin.type(login.password(), "123456"));

    Page arrived = login.browser().open(second.loginUrl());
    TokenResponse other = second.exchange(arrived.code());

    assertThat(Tokens.mfa(other)).isEqualTo(Tokens.mfa(first));
    assertThat(Tokens.amr(other)).containsExactly("duo");
    assertThat(Tokens.acr(other)).isEqualTo("0");
  }

  @Test
  void aSessionWithoutTheStepSaysNothing(TestRealm realm) {
    Tokens.told(realm, realm.app());

    TokenResponse tokens = tokens(realm, realm.logIn(realm.users().create("alice")));

    assertThat(tokens.accessClaims().has("duo_mfa")).isFalse();
    assertThat(tokens.idClaims().has("duo_mfa")).isFalse();
  }

  @Test
  void aPageThatKeycloakShowsAfterTheStepChangesNothing(TestRealm realm) {
    DuoLogin login = at(realm, EXEMPT);
    realm.users().change(login.user(), Map.of("requiredActions", List.of("UPDATE_PASSWORD")));

    Page end =
        login
            .password()
            .form("#kc-passwd-update-form")
            .with("password-new", "another")
            .with("password-confirm", "another")
            .submit();

    TokenResponse tokens = tokens(realm, end);
    assertThat(Tokens.mfa(tokens).path("outcome").asText()).isEqualTo("exempt_user");
    assertThat(Tokens.amr(tokens)).isEmpty();
  }

  @Test
  void anAnswerOfAnEarlierLoginIsNotTakenForThisOnes(TestRealm realm) {
    DuoLogin login = at(realm, with(EXEMPT, TICKET));
    TokenResponse first = tokens(realm, answered(login.password(), "4711"));
    assertThat(Tokens.mfa(first).path("answers").path("ticket").asText()).isEqualTo("4711");

    login.step().change(Map.of("question_1.key", "reason"));
    Page questions =
        Tokens.password(login.browser(), realm.app(), Map.of("prompt", "login"), login.user());
    Page end =
        questions.form("#kc-duo-questions-form").with("answer.reason", "maintenance").submit();

    for (TokenResponse now : List.of(tokens(realm, end), realm.app().refresh(first))) {
      assertThat(Tokens.mfa(now).path("answers").path("reason").asText()).isEqualTo("maintenance");
      assertThat(Tokens.mfa(now).path("answers")).hasSize(1);
    }
  }

  private void realFactor(TestRealm realm, DuoLogin login, Page end, String factor) {
    TokenResponse tokens = tokens(realm, end);
    long issued = tokens.accessClaims().path("iat").asLong();
    for (JsonNode claims : List.of(tokens.accessClaims(), tokens.idClaims())) {
      JsonNode mfa = claims.path("duo_mfa");
      assertThat(mfa.path("outcome").asText()).isEqualTo("approved");
      assertThat(mfa.path("factor").asText()).isEqualTo(factor);
      assertThat(mfa.path("time").asLong()).isBetween(issued - 300, issued);
      assertThat(mfa.path("answers").isObject()).isTrue();
    }
    assertThat(Tokens.amr(tokens)).containsExactly("duo");
    assertThat(Tokens.acr(tokens)).isEqualTo("1");
    assertThat(login.success().details())
        .containsEntry("duo_outcome", "approved")
        .containsEntry("duo_factor", factor)
        .containsKey("duo_identity");
  }

  private static void noMfa(TestRealm realm, DuoLogin login, Page end, String outcome) {
    TokenResponse tokens = tokens(realm, end);
    for (JsonNode claims : List.of(tokens.accessClaims(), tokens.idClaims())) {
      JsonNode mfa = claims.path("duo_mfa");
      assertThat(mfa.path("outcome").asText()).isEqualTo(outcome);
      assertThat(mfa.has("factor")).isFalse();
      assertThat(mfa.has("time")).isFalse();
    }
    assertThat(Tokens.amr(tokens)).isEmpty();
    assertThat(Tokens.acr(tokens)).isEqualTo("1");
    assertThat(Tokens.amr(realm.app().refresh(tokens))).isEmpty();
    assertThat(login.success().details())
        .containsEntry("duo_outcome", outcome)
        .doesNotContainKeys("duo_factor", "duo_txid");
  }

  private SimulatedUser phone() {
    return duo.user("alice")
        .phone("DP1", "Phone", Capability.PUSH, Capability.SMS, Capability.PHONE)
        .passcode("123456");
  }

  private DuoLogin at(TestRealm realm, Map<String, String> changes) {
    Tokens.told(realm, realm.app());
    return DuoLogin.at(realm, duo, with(changes, Tokens.REFERENCE));
  }

  private void at(TestRealm realm, Map<String, String> changes, Map<String, String> where) {
    Tokens.told(realm, realm.app(), where);
    DuoLogin.at(realm, duo, with(changes, Tokens.REFERENCE));
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  private static Page answered(Page questions, String ticket) {
    return questions.form("#kc-duo-questions-form").with("answer.ticket", ticket).submit();
  }

  private static TokenResponse tokens(TestRealm realm, Page end) {
    assertThat(end.arrived()).as(end.toString()).isTrue();
    return realm.app().exchange(end.code());
  }

  private static App confidential(TestRealm realm) {
    App app = new App(realm.app().realmUrl(), "confidential", realm.app().redirectUri());
    realm
        .admin()
        .create(
            "/clients",
            Map.of(
                "clientId", app.clientId(),
                "secret", SECRET,
                "redirectUris", List.of(app.redirectUri().toString())));
    return app;
  }

  private static TokenResponse exchange(App app, Page end) {
    assertThat(end.arrived()).as(end.toString()).isTrue();
    return app.token(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            end.code(),
            "redirect_uri",
            app.redirectUri().toString(),
            "client_secret",
            SECRET));
  }
}
