package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.browser.ReverseProxy;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins through Duo's own page. */
@ExtendWith(KeycloakExtension.class)
class UniversalIT {
  private static final Map<String, String> GOLD = Map.of("acr_values", "gold");
  private static final String DEVICE = "DPALICE0000000000001";

  private final DuoSimulator duo;

  UniversalIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @Test
  void anApprovalLetsInAndTellsHowItCameAbout(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of());
    String factor = mapNote(realm, "duo.factor");
    String reported = mapNote(realm, "duo.prompt_factor");
    String address = mapNote(realm, "duo.prompt_ip");
    String txid = mapNote(realm, "duo.txid");
    String device = mapNote(realm, "duo.device");

    Page prompt = alice.prompt();
    assertThat(prompt.element("#prompt-user").text()).isEqualTo("alice");
    Page end = PromptLogin.decide(prompt, "approve");

    assertThat(end.arrived()).as(end.toString()).isTrue();
    Map<String, String> details = alice.login().success().details();
    assertThat(details)
        .containsEntry("duo_outcome", "approved")
        .containsEntry("duo_factor", "universal")
        .containsEntry("duo_prompt_factor", "duo_push")
        .containsEntry("duo_prompt_ip", "198.51.100.7")
        .containsEntry("duo_device", DEVICE)
        .containsEntry("duo_identity", "alice")
        .containsKey("duo_txid");
    JsonNode claims = realm.app().exchange(end.code()).accessClaims();
    assertThat(claims.path(factor).asText()).isEqualTo("universal");
    assertThat(claims.path(reported).asText()).isEqualTo("duo_push");
    assertThat(claims.path(address).asText()).isEqualTo("198.51.100.7");
    assertThat(claims.path(device).asText()).isEqualTo(DEVICE);
    assertThat(claims.path(txid).asText()).isEqualTo(details.get("duo_txid"));
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isZero();
  }

  @Test
  void theMappedNameIsAskedForAtDuo(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of("username_transform.append_domain", "corp.example"));

    Page prompt = alice.prompt();

    assertThat(prompt.element("#prompt-user").text()).isEqualTo("alice@corp.example");
    assertThat(PromptLogin.decide(prompt, "approve").arrived()).isTrue();
  }

  /** Duo finds the user by the mapped name, and answers in its own spelling or by another name. */
  @ParameterizedTest
  @CsvSource({"ALICE", "ASmith", "asmith"})
  void theUserIsTheOneDuoWasAskedFor(String mapped, TestRealm realm) {
    duo.user("alice").alias("asmith");
    PromptLogin alice =
        alice(
            realm,
            Map.of("usermapping.explicit", "[{\"key\":\"alice\",\"value\":\"" + mapped + "\"}]"));

    Page end = PromptLogin.decide(alice.prompt(), "approve");

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(alice.login().success().details()).containsEntry("duo_identity", mapped);
  }

  @Test
  void aTokenTellsDuosMethods(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of());
    Tokens.told(realm, realm.app());

    Page end = PromptLogin.decide(alice.prompt(), "approve");

    JsonNode claim = realm.app().exchange(end.code()).accessClaims().path("duo_mfa");
    assertThat(claim.path("amr")).extracting(JsonNode::asText).containsExactly("mfa", "duo");
    assertThat(claim.path("prompt").path("factor").asText()).isEqualTo("duo_push");
  }

  @Test
  void aRememberedDeviceIsAskedAgainWhereTheClientDemandsIt(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of());
    duo.user("alice").remembersDevices(true);
    assertThat(alice.password(alice.browser()).arrived()).isTrue();
    assertThat(alice.login().success().details()).containsEntry("duo_outcome", "bypass");

    TestUser user = alice.login().user();
    PlainBrowser other = alice.anotherBrowser();
    Page prompt =
        DuoLogin.settled(
            other
                .open(realm.app().loginUrl(Map.of("prompt", "login")))
                .form("#kc-form-login")
                .with("username", user.username())
                .with("password", user.password())
                .submit());

    assertThat(prompt.has("#prompt")).as(prompt.toString()).isTrue();
    assertThat(PromptLogin.decide(prompt, "approve").arrived()).isTrue();
  }

  @Test
  void aRememberedDeviceIsAskedAgainInAStepUp(TestRealm realm) {
    duo.user("alice").remembersDevices(true);

    Page end = PromptLogin.decide(stepUp(realm, Map.of()), "approve");

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(realm.app().exchange(end.code()).idClaims().path("acr").asText()).isEqualTo("gold");
  }

  @Test
  void aDenialKeepsOut(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of());

    Page refused = PromptLogin.decide(alice.prompt(), "deny");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(PromptLogin.outcome(refused)).isEqualTo("denied");
    assertThat(refused.element("#duo-words").text()).isEqualTo("Login request denied.");
    assertThat(alice.login().refusals()).containsExactly("denied");
    assertThat(refused.reload().arrived()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"cancel, access_denied", "error, server_error"})
  void aCancelOrAnErrorOnDuosSideLeadsToAPageWithTryAgain(
      String decision, String word, TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of("duo.ignore_conn_err", "true"));

    Page refused = PromptLogin.decide(alice.prompt(), decision);

    assertThat(PromptLogin.outcome(refused)).isEqualTo("cancelled");
    assertThat(refused.status()).isEqualTo(200);
    assertThat(alice.login().refusals()).containsExactly("cancelled");
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details().get("reason")).contains(word);
    Page again = DuoLogin.settled(refused.follow("#duo-try-again"));
    assertThat(PromptLogin.decide(again, "approve").arrived()).isTrue();
  }

  @Test
  void whatTheUserMayUseIsWhatTheConfigurationSays(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of("duo.factors", "push"));

    Page refused = PromptLogin.decide(alice.prompt(), "approve", "phone_call");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(PromptLogin.outcome(refused)).isEqualTo("factor_not_allowed");
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details())
        .containsEntry("duo_prompt_factor", "phone_call");
    assertThat(
            PromptLogin.decide(alice.prompt(alice.anotherBrowser()), "approve", "verified_push")
                .arrived())
        .isTrue();
  }

  @Test
  void aSecurityKeyCountsWhereItIsConfigured(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of("duo.factors", "security_key"));

    Page end = PromptLogin.decide(alice.prompt(), "approve", "webauthn_security_key");

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(alice.login().success().details())
        .containsEntry("duo_factor", "universal")
        .containsEntry("duo_prompt_factor", "webauthn_security_key");
    Page refused = PromptLogin.decide(alice.prompt(alice.anotherBrowser()), "approve", "duo_push");
    assertThat(PromptLogin.outcome(refused)).isEqualTo("factor_not_allowed");
  }

  @Test
  void aBypassOfDuosIsNoFactor(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of("duo.factors", "push"));

    assertThat(PromptLogin.decide(alice.prompt(), "bypass").arrived()).isTrue();

    assertThat(alice.login().success().details()).containsEntry("duo_outcome", "bypass");
  }

  @Test
  void theRulesBeforeDuoAreTheSame(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of("whitelist.user_list.allow", "all_users"));

    assertThat(alice.password(alice.browser()).arrived()).isTrue();

    assertThat(alice.login().success().details()).containsEntry("duo_outcome", "exempt_user");
    assertThat(duo.requests().count(Endpoint.HEALTH_CHECK)).isZero();
  }

  @Test
  void anApprovalCountsForTheGraceAfterIt(TestRealm realm) {
    PromptLogin alice = alice(realm, DuoSettings.grace(5));
    assertThat(PromptLogin.decide(alice.prompt(), "approve").arrived()).isTrue();

    assertThat(alice.password(alice.anotherBrowser()).arrived()).isTrue();

    assertThat(duo.requests().count(Endpoint.HEALTH_CHECK)).isEqualTo(1);
  }

  @Test
  void questionsComeAfterThePromptAndSurviveAReloadOfTheReturnUrl(TestRealm realm) {
    PromptLogin alice =
        alice(realm, Map.of("question_1.key", "ticket", "question_1.prompt", "Ticket?"));
    URI back = alice.answer(alice.prompt(), "approve");

    Page questions = DuoLogin.settled(alice.browser().open(back));
    assertThat(questions.text()).contains("Ticket?");
    Page again = DuoLogin.settled(alice.browser().open(back));
    assertThat(again.text()).contains("Ticket?");
    Page end = again.form("#kc-duo-questions-form").with("answer.ticket", "4711").submit();

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(duo.requests().count(Endpoint.TOKEN)).isEqualTo(1);
    Page late = alice.browser().open(back);
    assertThat(late.arrived()).isFalse();
    assertThat(alice.login().success().details()).containsEntry("duo_outcome", "approved");
  }

  @Test
  void theSessionLimitHolds(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of("connection_limit.limit", "1"));
    PlainBrowser other = alice.anotherBrowser();
    Page first = alice.prompt();
    Page second = alice.prompt(other);
    assertThat(PromptLogin.decide(first, "approve").arrived()).isTrue();

    Page refused = PromptLogin.decide(second, "approve");

    assertThat(PromptLogin.outcome(refused)).isEqualTo("session_limit");
  }

  @Test
  void aClientWithFormPostGetsItsCode(TestRealm realm) {
    PromptLogin alice = alice(realm, Map.of());
    TestUser user = alice.login().user();
    Page prompt =
        DuoLogin.settled(
            alice
                .browser()
                .open(realm.app().loginUrl(Map.of("response_mode", "form_post")))
                .form("#kc-form-login")
                .with("username", user.username())
                .with("password", user.password())
                .submit());

    Page end = PromptLogin.decide(prompt, "approve");

    assertThat(end.status()).isEqualTo(200);
    assertThat(end.element("form").attr("action")).isEqualTo(realm.app().redirectUri().toString());
    String code = end.element("input[name=code]").attr("value");
    assertThat(realm.app().exchange(code).status()).isEqualTo(200);
  }

  @Test
  void theReturnUrlIsTheOneThePublicSees(TestRealm realm, KeycloakUnderTest keycloak) {
    try (ReverseProxy proxy = ReverseProxy.to(keycloak.baseUrl().toString(), "/sso")) {
      realm.change(Map.of("attributes", Map.of("frontendUrl", proxy.url().toString())));
      PromptLogin alice = alice(realm, Map.of());
      App app =
          new App(
              URI.create(proxy.url() + "/realms/" + realm.name()),
              realm.app().clientId(),
              realm.app().redirectUri());

      Page prompt = DuoLogin.settled(alice.login().password(alice.browser(), app));

      assertThat(PromptLogin.returnUri(prompt).toString()).startsWith(proxy.url() + "/realms/");
      assertThat(PromptLogin.decide(prompt, "approve").arrived()).isTrue();
    } finally {
      realm.change(Map.of("attributes", Map.of("frontendUrl", "")));
    }
  }

  @Test
  void aFactorAtDuoGivesTheHigherLevelOfAuthentication(TestRealm realm) {
    Page prompt = stepUp(realm, Map.of());

    Page end = PromptLogin.decide(prompt, "approve");

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(realm.app().exchange(end.code()).idClaims().path("acr").asText()).isEqualTo("gold");
  }

  @Test
  void aBypassAtDuoDoesNotGiveTheHigherLevel(TestRealm realm) {
    Page refused = PromptLogin.decide(stepUp(realm, Map.of()), "bypass");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details())
        .containsEntry("duo_outcome", "duo_denied");
  }

  private Page stepUp(TestRealm realm, Map<String, String> changes) {
    duo.user("alice").phone(DEVICE, "Phone", Capability.PUSH);
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(PromptLogin.config(changes));
    realm.withStepUp("duo-mfa", config);
    TestUser user = realm.users().create("alice");
    return DuoLogin.settled(
        realm
            .browser()
            .trusting(duo.clientContext())
            .open(realm.app().loginUrl(GOLD))
            .form("#kc-form-login")
            .with("username", user.username())
            .with("password", user.password())
            .submit());
  }

  private PromptLogin alice(TestRealm realm, Map<String, String> changes) {
    duo.user("alice").phone(DEVICE, "Phone", Capability.PUSH);
    return PromptLogin.at(realm, duo, changes);
  }

  /** Has a note of the user session told in access tokens; the name of its claim. */
  private static String mapNote(TestRealm realm, String note) {
    String claim = note.replace('.', '_');
    JsonNode client = realm.admin().get("/clients?clientId=" + realm.app().clientId()).get(0);
    realm
        .admin()
        .create(
            "/clients/" + client.path("id").asText() + "/protocol-mappers/models",
            Map.of(
                "name",
                note,
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-usersessionmodel-note-mapper",
                "config",
                Map.of(
                    "user.session.note",
                    note,
                    "claim.name",
                    claim,
                    "jsonType.label",
                    "String",
                    "access.token.claim",
                    "true")));
    return claim;
  }
}
