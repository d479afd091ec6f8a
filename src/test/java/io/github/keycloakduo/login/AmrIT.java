package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.UserStatus;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.realm.Authenticator;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session never claims more than what happened: {@code amr} and {@code acr}. */
@ExtendWith(KeycloakExtension.class)
class AmrIT {
  static final Map<String, String> GRACE = DuoSettings.grace(5);

  private static final Map<String, String> EXEMPT =
      Map.of("whitelist.user_list.allow", "all_users");
  private static final Map<String, String> NOT_EXEMPT =
      Map.of("whitelist.user_list.allow", "no_user");
  private static final Map<String, String> AGAIN = Map.of("prompt", "login");
  private static final Map<String, String> GOLD = Map.of("acr_values", "gold");
  private static final Map<String, String> NOTHING_BUT_GOLD =
      Map.of("claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"gold\"]}}}");

  private final DuoSimulator duo;

  AmrIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @BeforeEach
  void phone() {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
  }

  @Test
  void theLatestLoginOfASessionDecidesForAllItsClients(TestRealm realm) {
    App second = Tokens.told(realm, realm.app("second"));
    Tokens.told(realm, realm.app());
    DuoLogin login = DuoLogin.at(realm, duo, Tokens.REFERENCE);
    assertThat(DuoLogin.type(login.password(), "123456").arrived()).isTrue();
    TokenResponse sso = second.exchange(login.browser().open(second.loginUrl()).code());
    assertThat(Tokens.amr(sso)).containsExactly("duo");

    login.step().change(EXEMPT);
    Page exempted = again(realm, login);
    assertThat(Tokens.amr(tokens(realm, exempted))).isEmpty();
    sso = second.refresh(sso);
    assertThat(Tokens.amr(sso)).isEmpty();
    assertThat(Tokens.mfa(sso).path("outcome").asText()).isEqualTo("exempt_user");
    assertThat(Tokens.mfa(sso).has("time")).isFalse();

    login.step().change(NOT_EXEMPT);
    duo.user("alice").passcode("654321");
    Page real = DuoLogin.type(again(realm, login), "654321");
    assertThat(Tokens.amr(tokens(realm, real))).containsExactly("duo");
    sso = second.refresh(sso);
    assertThat(Tokens.amr(sso)).containsExactly("duo");
    assertThat(Tokens.mfa(sso).path("outcome").asText()).isEqualTo("approved");
  }

  @Test
  void anotherFactorInAnOutageIsAFactorOfTheStep(TestRealm realm) {
    Tokens.told(realm, realm.app());
    Authenticator app = Authenticator.app("secretOfAlicesApp");
    DuoLogin login = DuoLogin.at(realm, duo, with(Map.of("duo.outage_factors", "otp")), app);
    duo.switchOff();

    TokenResponse tokens =
        tokens(realm, login.password().form("#kc-duo-other-form").with("otp", app.code()).submit());

    assertThat(Tokens.amr(tokens)).containsExactly("duo");
    assertThat(Tokens.mfa(tokens).path("outcome").asText()).isEqualTo("other_factor");
    assertThat(Tokens.mfa(tokens).path("factor").asText()).isEqualTo("otp");
    assertThat(Tokens.mfa(tokens).has("time")).isTrue();
  }

  @Test
  void otherStepsKeepTheirReferences(TestRealm realm) {
    Tokens.told(realm, realm.app());
    DuoLogin login = DuoLogin.at(realm, duo, with(EXEMPT));
    referTo(realm, "auth-username-password-form", "pwd");

    assertThat(Tokens.amr(tokens(realm, login.password()))).containsExactly("pwd");
  }

  @Test
  void graceIsAsOldAsTheMfaItStandsFor(TestRealm realm) {
    Tokens.told(realm, realm.app());
    DuoLogin login = DuoLogin.at(realm, duo, with(GRACE));
    TokenResponse real = tokens(realm, DuoLogin.type(login.password(), "123456"));
    waitUntil(Tokens.mfa(real).path("time").asLong() + 3);

    TokenResponse grace = tokens(realm, login.password(realm.browser()));
    assertThat(Tokens.mfa(grace).path("outcome").asText()).isEqualTo("grace");
    assertThat(Tokens.amr(grace)).containsExactly("duo");

    login.step().change(Map.of("default.reference.maxAge", "2"));
    TokenResponse old = tokens(realm, login.password(realm.browser()));
    assertThat(Tokens.mfa(old).path("outcome").asText()).isEqualTo("grace");
    assertThat(Tokens.amr(old)).isEmpty();
  }

  @Test
  void anExemptUserDoesNotReachTheLevelThatTheStepWouldGive(TestRealm realm) {
    TestUser alice = oneLevel(realm, EXEMPT);
    PlainBrowser browser = realm.browser();

    TokenResponse exempt = tokens(realm, Tokens.password(browser, realm.app(), Map.of(), alice));
    assertThat(Tokens.mfa(exempt).path("outcome").asText()).isEqualTo("exempt_user");
    assertThat(Tokens.acr(exempt)).isEqualTo("0");

    Page factor = Tokens.password(browser, realm.app(), GOLD, alice);
    assertThat(factor.has("#kc-duo-form")).as(factor.toString()).isTrue();
    TokenResponse real = tokens(realm, DuoLogin.type(factor, "123456"));
    assertThat(Tokens.acr(real)).isEqualTo("gold");
    assertThat(Tokens.amr(real)).containsExactly("duo");
  }

  @Test
  void aFactorReachesTheLevelWhetherOrNotItWasAskedFor(TestRealm realm) {
    TestUser alice = oneLevel(realm, Map.of());
    PlainBrowser browser = realm.browser();

    Page factor = Tokens.password(browser, realm.app(), Map.of(), alice);
    assertThat(Tokens.acr(tokens(realm, DuoLogin.type(factor, "123456")))).isEqualTo("gold");

    Page sso = browser.open(realm.app().loginUrl(NOTHING_BUT_GOLD));
    assertThat(Tokens.acr(tokens(realm, sso))).isEqualTo("gold");
  }

  @Test
  void graceDoesNotReachTheLevelEither(TestRealm realm) {
    TestUser alice = oneLevel(realm, GRACE);
    Page factor = Tokens.password(realm.browser(), realm.app(), Map.of(), alice);
    assertThat(DuoLogin.type(factor, "123456").arrived()).isTrue();
    PlainBrowser browser = realm.browser();

    TokenResponse grace = tokens(realm, Tokens.password(browser, realm.app(), Map.of(), alice));
    assertThat(Tokens.mfa(grace).path("outcome").asText()).isEqualTo("grace");
    assertThat(Tokens.amr(grace)).containsExactly("duo");
    assertThat(Tokens.acr(grace)).isEqualTo("0");

    assertThat(Tokens.password(browser, realm.app(), GOLD, alice).has("#kc-duo-form")).isTrue();
  }

  @Test
  void anEssentialLevelIsReachedWithAFactorOrNotAtAll(TestRealm realm) {
    TestUser alice = stepUp(realm, EXEMPT);

    Page factor = Tokens.password(realm.browser(), realm.app(), NOTHING_BUT_GOLD, alice);
    assertThat(factor.has("#kc-duo-form")).as(factor.toString()).isTrue();
    assertThat(Tokens.acr(tokens(realm, DuoLogin.type(factor, "123456")))).isEqualTo("gold");

    duo.user("alice").status(UserStatus.BYPASS);
    Page refused = Tokens.password(realm.browser(), realm.app(), NOTHING_BUT_GOLD, alice);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.arrived()).isFalse();
  }

  @Test
  void whoStaysBelowTheStepClaimsNothingOfIt(TestRealm realm) {
    TestUser alice = stepUp(realm, Map.of());

    TokenResponse silver =
        tokens(realm, Tokens.password(realm.browser(), realm.app(), Map.of(), alice));

    assertThat(Tokens.acr(silver)).isEqualTo("silver");
    assertThat(silver.accessClaims().has("duo_mfa")).isFalse();
    assertThat(Tokens.amr(silver)).isEmpty();
  }

  private static Page again(TestRealm realm, DuoLogin login) {
    return Tokens.password(login.browser(), realm.app(), AGAIN, login.user());
  }

  private TestUser oneLevel(TestRealm realm, Map<String, String> changes) {
    Tokens.told(realm, realm.app());
    realm.withOneLevel("duo-mfa", config(changes));
    return realm.users().create("alice");
  }

  private TestUser stepUp(TestRealm realm, Map<String, String> changes) {
    Tokens.told(realm, realm.app());
    realm.withStepUp("duo-mfa", config(changes));
    return realm.users().create("alice");
  }

  private Map<String, String> config(Map<String, String> changes) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(with(changes));
    return config;
  }

  private static Map<String, String> with(Map<String, String> changes) {
    Map<String, String> all = new HashMap<>(Tokens.REFERENCE);
    all.putAll(changes);
    return all;
  }

  /** Gives an execution of the realm's browser flow a reference. */
  private static void referTo(TestRealm realm, String provider, String value) {
    String flow = realm.admin().get("").path("browserFlow").asText().replace(" ", "%20");
    realm
        .admin()
        .get("/authentication/flows/" + flow + "/executions")
        .forEach(
            execution -> {
              if (execution.path("providerId").asText().equals(provider)) {
                realm
                    .admin()
                    .create(
                        "/authentication/executions/" + execution.path("id").asText() + "/config",
                        Map.of(
                            "alias",
                            value,
                            "config",
                            Map.of(
                                "default.reference.value",
                                value,
                                "default.reference.maxAge",
                                "3600")));
              }
            });
  }

  private static TokenResponse tokens(TestRealm realm, Page end) {
    assertThat(end.arrived()).as(end.toString()).isTrue();
    return realm.app().exchange(end.code());
  }

  private static void waitUntil(long epochSecond) {
    while (Instant.now().getEpochSecond() < epochSecond) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
