package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The step where a login comes from elsewhere: an identity provider, a device, no browser. */
@ExtendWith(KeycloakExtension.class)
class OtherGrantsIT {
  static final String AFTER_HOME = "after home";
  static final String HOME = "/identity-provider/instances/home";
  private static final String SECRET = "a secret between two realms";

  private final DuoSimulator duo;
  private final KeycloakUnderTest keycloak;

  OtherGrantsIT(DuoSimulator duo, KeycloakUnderTest keycloak) {
    this.duo = duo;
    this.keycloak = keycloak;
  }

  @Test
  void whoComesFromAnIdentityProviderShowsAFactor(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    Tokens.told(realm, realm.app());
    realm.withFlow(AFTER_HOME, "duo-mfa", config(Map.of()));
    try (TestRealm home = TestRealm.create(keycloak, realm.app().redirectUri())) {
      Page factor = throughHome(realm, home);
      assertThat(factor.has("#kc-duo-form")).as(factor.toString()).isTrue();

      TokenResponse tokens = tokens(realm, DuoLogin.type(factor, "123456"));

      assertThat(Tokens.mfa(tokens).path("outcome").asText()).isEqualTo("approved");
      assertThat(Tokens.mfa(tokens).path("factor").asText()).isEqualTo("passcode");
      assertThat(Tokens.amr(tokens)).containsExactly("duo");
    }
  }

  /** Here the step succeeds at once, in a flow that has no sub-flow. */
  @Test
  void whoComesFromAnIdentityProviderAndIsExemptClaimsNoMfa(TestRealm realm) {
    Tokens.told(realm, realm.app());
    realm.withFlow(AFTER_HOME, "duo-mfa", config(Map.of("whitelist.user_list.allow", "all_users")));
    try (TestRealm home = TestRealm.create(keycloak, realm.app().redirectUri())) {
      TokenResponse tokens = tokens(realm, throughHome(realm, home));

      assertThat(Tokens.mfa(tokens).path("outcome").asText()).isEqualTo("exempt_user");
      assertThat(Tokens.amr(tokens)).isEmpty();
    }
  }

  /** Keycloak would show what the step answers there, though the client has forbidden it. */
  @Test
  void aPassiveLoginByAnIdentityProviderEndsAtTheClientAndRingsNobody(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    realm.withFlow(
        AFTER_HOME, "duo-mfa", config(Map.of("duo.autopush", "true", "duo.factors", "push")));
    try (TestRealm home = TestRealm.create(keycloak, realm.app().redirectUri())) {
      TestUser atHome = home.users().create("alice.at.home");
      link(realm, home, atHome);
      ObjectNode settings = (ObjectNode) realm.admin().get(HOME);
      ((ObjectNode) settings.get("config")).put("acceptsPromptNoneForwardFromClient", "true");
      realm.admin().put(HOME, settings);
      PlainBrowser browser = realm.browser();
      assertThat(Tokens.password(browser, home.app(), Map.of(), atHome).arrived()).isTrue();

      Page end =
          browser.open(realm.app().loginUrl(Map.of("kc_idp_hint", "home", "prompt", "none")));

      assertThat(end.arrived()).as(end.toString()).isTrue();
      assertThat(end.url().getQuery()).contains("error=interaction_required");
      assertThat(duo.requests().count()).isZero();
    }
  }

  @Test
  void whoForgotHisPasswordShowsAFactorBeforeHeChoosesANewOne(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    TestUser alice = realm.users().create("alice");
    Tokens.told(realm, realm.app());
    realm.withForgottenPasswordStep("duo-mfa", config(Map.of()));

    Page factor = DuoLogin.settled(forgotten(realm, alice));
    Page waiting = DuoLogin.press(factor, "push");
    duo.pushes().deny("alice");
    Page denied = DuoLogin.proceed(waiting);
    assertThat(denied.has("#kc-duo-form")).as(denied.toString()).isTrue();
    Page form = DuoLogin.type(denied.reload(), "123456");

    TokenResponse tokens =
        tokens(
            realm,
            form.form("#kc-passwd-update-form")
                .with("password-new", "another one")
                .with("password-confirm", "another one")
                .submit());
    assertThat(Tokens.mfa(tokens).path("outcome").asText()).isEqualTo("approved");
    assertThat(Tokens.mfa(tokens).path("factor").asText()).isEqualTo("passcode");
  }

  /** Both steps have one configuration, so that a grace of the one is a grace of the other. */
  @Test
  void whoForgotHisPasswordHasNoEarlierMfa(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    DuoLogin login = DuoLogin.at(realm, duo, DuoSettings.grace(5));
    realm.withForgottenPasswordStep("duo-mfa", login.step());
    assertThat(DuoLogin.type(login.password(), "123456").arrived()).isTrue();
    assertThat(login.password(realm.browser()).arrived()).isTrue();

    Page factor = DuoLogin.settled(forgotten(realm, login.user()));

    assertThat(factor.has("#kc-duo-form")).as(factor.toString()).isTrue();
    assertThat(DuoLogin.settled(login.password(realm.browser())).arrived()).isTrue();
  }

  @Test
  void whoForgotHisPasswordAndCannotReachDuoChoosesNoNewOne(TestRealm realm) {
    TestUser alice = realm.users().create("alice");
    realm.withForgottenPasswordStep("duo-mfa", config(Map.of()));
    duo.stopListening();
    try {
      assertThat(DuoLogin.settled(forgotten(realm, alice)).status()).isEqualTo(503);
    } finally {
      duo.resume();
    }
  }

  private static Page forgotten(TestRealm realm, TestUser user) {
    Page login = realm.browser().open(realm.app().loginUrl());
    return login
        .follow("a[href*=reset-credentials]")
        .form("#kc-reset-password-form")
        .with("username", user.username())
        .submit();
  }

  @Test
  void aDirectGrantOfAnExemptUserClaimsNoMfa(TestRealm realm) {
    Tokens.told(realm, realm.app());
    realm.withDirectGrantStep(
        "duo-mfa-direct-grant", config(Map.of("whitelist.user_list.allow", "all_users")));
    TestUser alice = realm.users().create("alice");

    TokenResponse tokens = realm.app().passwordGrant("alice", alice.password(), Map.of());

    assertThat(Tokens.mfa(tokens).path("outcome").asText()).isEqualTo("exempt_user");
    assertThat(Tokens.amr(tokens)).isEmpty();
  }

  @Test
  void aDeviceGetsItsTokensOnceItsUserHasShownAFactor(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    DuoLogin login = DuoLogin.at(realm, duo, Tokens.REFERENCE);
    App device = Tokens.told(realm, device(realm));
    JsonNode shown = device.startDevice();

    Page form = login.browser().open(URI.create(shown.path("verification_uri_complete").asText()));
    Page factor = Tokens.password(form, login.user());
    assertThat(factor.has("#kc-duo-form")).as(factor.toString()).isTrue();
    Page consent = DuoLogin.type(factor, "123456");
    Page end = consent.form("form:has([name=accept])").press("[name=accept]").submit();
    assertThat(end.status()).as(end.toString()).isEqualTo(200);

    TokenResponse tokens = poll(device, shown);
    assertThat(Tokens.mfa(tokens).path("outcome").asText()).isEqualTo("approved");
    assertThat(Tokens.mfa(tokens).path("factor").asText()).isEqualTo("passcode");
    assertThat(Tokens.amr(tokens)).containsExactly("duo");
  }

  /** Alice logs in at home, where she has another name. */
  private static Page throughHome(TestRealm realm, TestRealm home) {
    TestUser atHome = home.users().create("alice.at.home");
    link(realm, home, atHome);
    return Tokens.password(realm.browser(), realm.app(), Map.of("kc_idp_hint", "home"), atHome);
  }

  private static void link(TestRealm realm, TestRealm home, TestUser atHome) {
    TestUser alice = realm.users().create("alice");
    connect(realm, home);
    realm
        .admin()
        .post(
            "/users/" + alice.id() + "/federated-identity/home",
            Map.of(
                "identityProvider", "home",
                "userId", atHome.id(),
                "userName", atHome.username()));
  }

  /** Lets users of the second realm log in at the first one, with a flow of ours after that. */
  static void connect(TestRealm realm, TestRealm home) {
    home.admin()
        .create(
            "/clients",
            Map.of(
                "clientId",
                "relying realm",
                "secret",
                SECRET,
                "redirectUris",
                List.of(realm.app().realmUrl() + "/broker/home/endpoint")));
    String issuer = home.app().realmUrl().toString();
    String endpoints = issuer + "/protocol/openid-connect/";
    realm
        .admin()
        .post(
            "/identity-provider/instances",
            Map.of(
                "alias",
                "home",
                "providerId",
                "oidc",
                "enabled",
                true,
                "postBrokerLoginFlowAlias",
                AFTER_HOME,
                "config",
                Map.of(
                    "issuer",
                    issuer,
                    "authorizationUrl",
                    endpoints + "auth",
                    "tokenUrl",
                    endpoints + "token",
                    "jwksUrl",
                    endpoints + "certs",
                    "useJwksUrl",
                    "true",
                    "validateSignature",
                    "true",
                    "clientId",
                    "relying realm",
                    "clientSecret",
                    SECRET,
                    "clientAuthMethod",
                    "client_secret_post")));
  }

  private static App device(TestRealm realm) {
    App device = new App(realm.app().realmUrl(), "device", realm.app().redirectUri());
    realm
        .admin()
        .create(
            "/clients",
            Map.of(
                "clientId",
                device.clientId(),
                "publicClient",
                true,
                "attributes",
                Map.of("oauth2.device.authorization.grant.enabled", "true")));
    return device;
  }

  private static TokenResponse poll(App device, JsonNode shown) {
    return device.token(
        Map.of(
            "grant_type",
            "urn:ietf:params:oauth:grant-type:device_code",
            "device_code",
            shown.path("device_code").asText()));
  }

  private Map<String, String> config(Map<String, String> changes) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(Tokens.REFERENCE);
    config.putAll(changes);
    return config;
  }

  private static TokenResponse tokens(TestRealm realm, Page end) {
    assertThat(end.arrived()).as(end.toString()).isTrue();
    return realm.app().exchange(end.code());
  }
}
