package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.admin.DuoAdmin;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoError;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.simulator.UserStatus;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.OwnServer;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import io.github.keycloakduo.testkit.realm.UserEvent;
import io.github.keycloakduo.testkit.server.AdminClient;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import io.github.keycloakduo.testkit.server.PasswordAdministrator;
import io.github.keycloakduo.testkit.server.ShellBlocks;
import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Logins by CIBA, on a server whose channel is a push by Duo. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsPrograms({"sh", "curl", "jq"})
class CibaIT {
  @AutoClose
  private final OwnServer server =
      OwnServer.start(
          options ->
              CibaLogin.on(options)
                  .with("spi-authenticator--duo-mfa--allowed-proxies", "proxy.example"));

  private final DuoSimulator duo = server.duo();
  private final List<TestRealm> inUse = new ArrayList<>();

  @BeforeEach
  void enrolAlice() {
    duo.reset();
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
  }

  @AfterEach
  void giveBack() {
    inUse.forEach(TestRealm::close);
    inUse.clear();
  }

  private TestRealm realm() {
    TestRealm realm = server.realm();
    inUse.add(realm);
    return realm;
  }

  private CibaLogin login(Map<String, String> changes) {
    return CibaLogin.at(realm(), duo, changes);
  }

  @Test
  void theCommandsOfTheDocumentationEndInTokens(@TempDir Path work) throws Exception {
    TestRealm realm = realm();
    realm.users().create("alice");
    FlowStep step = realm.withFlow("documented", "duo-mfa", DuoSettings.of(duo));
    ShellBlocks blocks = ShellBlocks.of(Path.of("docs", "ciba.md"));
    // Before them stand the build of the server, and the variables.
    assertThat(blocks.texts()).hasSize(4);
    CompletableFuture<Void> phone =
        CompletableFuture.runAsync(
            () -> {
              duo.pushes().awaitPending("alice", Duration.ofMinutes(3));
              duo.pushes().approve("alice");
            });

    ShellBlocks.Run run;
    try (PasswordAdministrator administrator = PasswordAdministrator.at(server.keycloak())) {
      Map<String, String> variables = new HashMap<>(administrator.variables());
      variables.put("KEYCLOAK_HOME", TestEnvironment.current().dist().toString());
      variables.put("KEYCLOAK", server.keycloak().baseUrl().toString());
      variables.put("R", realm.name());
      variables.put("CONFIG", step.configAlias());
      run = blocks.from(2).strict().run(work, variables);
    }

    assertThat(run.status()).as(run.said()).isZero();
    phone.join();
    assertThat(run.said()).contains("\"access_token\":");
  }

  /** Nobody can be asked which device to take. */
  @Test
  void aDeviceThatIsGoneGivesWayToAnother() {
    duo.user("alice").phone("DP2", "Tablet", Capability.PUSH);
    duo.faults().on(Endpoint.AUTH).once(Fault.error(DuoError.INVALID_PARAMETERS, "device"));
    CibaLogin login = login(Map.of());

    assertThat(login.approved(login.start()).status()).isEqualTo(200);
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isEqualTo(2);
  }

  /** Without a password the push is all that proves who it is. */
  @Test
  void breakGlassDoesNotTakeThePlaceOfThePush() {
    CibaLogin login = login(Map.of());
    login
        .realm()
        .admin()
        .post("/duo-mfa/break-glass", Map.of("username", "alice", "reason", "lost", "minutes", 5));
    String request = login.start();

    login.push();
    assertThat(login.client().poll(request).error()).isEqualTo("authorization_pending");
    assertThat(login.approved(request).status()).isEqualTo(200);
    assertThat(login.realm().events().user("LOGIN").get(0).details())
        .containsEntry("duo_outcome", "approved");
  }

  @Test
  void whoApprovesThePushGetsTheClientItsTokens() {
    CibaLogin login = CibaLogin.at(server.newRealm(), duo, Map.of());
    String request = login.start("A-4711");

    Map<String, String> shown = login.push().pushInfo();
    assertThat(login.client().poll(request).error()).isEqualTo("authorization_pending");
    TokenResponse tokens = login.approved(request);

    assertThat(tokens.accessClaims().path("sub").asText()).isEqualTo(login.user().id());
    assertThat(shown)
        .containsEntry("Message", "A-4711")
        .containsEntry("Client", "The Bank")
        .containsEntry("Realm", login.realm().name());
    List<UserEvent> logins = login.realm().events().user("LOGIN");
    assertThat(logins).hasSize(1);
    assertThat(logins.get(0).userId()).isEqualTo(login.user().id());
    assertThat(logins.get(0).details())
        .containsEntry("duo_outcome", "approved")
        .containsEntry("duo_factor", "push")
        .containsEntry("duo_identity", "alice")
        .containsEntry("duo_device", "DP1")
        .containsEntry("grant_type", "urn:openid:params:grant-type:ciba")
        .containsKey("duo_txid");
    assertThat(login.realm().events().user("AUTHREQID_TO_TOKEN")).hasSize(1);
    assertThat(server.keycloak().metrics()).contains("realm=\"" + login.realm().name() + "\"");
    assertThat(login.client().poll(request).error()).isEqualTo("invalid_grant");
  }

  @Test
  void theSessionRemembersThePush() {
    CibaLogin login = login(Map.of());
    login.noteInToken("duo.outcome");
    login.noteInToken("duo.identity");

    TokenResponse tokens = login.approved(login.start());
    TokenResponse later = login.client().refresh(tokens);

    assertThat(later.accessClaims().path("duo-outcome").asText()).isEqualTo("approved");
    assertThat(later.accessClaims().path("duo-identity").asText()).isEqualTo("alice");
  }

  @Test
  void theFirstTokensSayWhatHappened() {
    CibaLogin login = login(Map.of());
    Tokens.told(
        login.realm(),
        new App(
            login.client().realmUrl(),
            login.client().clientId(),
            login.realm().app().redirectUri()));

    TokenResponse tokens = login.approved(login.start());

    assertThat(Tokens.mfa(tokens).path("outcome").asText()).isEqualTo("approved");
    assertThat(Tokens.mfa(tokens).path("factor").asText()).isEqualTo("push");
    assertThat(Tokens.mfa(tokens).path("time").asLong()).isPositive();
    assertThat(Tokens.mfa(login.client().refresh(tokens))).isEqualTo(Tokens.mfa(tokens));
    assertThat(Tokens.amr(tokens)).isEmpty();
  }

  @Test
  void theBindingMessageIsShownEvenIfNothingElseIs() {
    CibaLogin login = login(Map.of("duo.push_info", "false"));

    TokenResponse tokens;
    String request = login.start("A-4711");
    assertThat(login.push().pushInfo()).isEqualTo(Map.of("Message", "A-4711"));
    assertThat(login.push().displayUsername()).isEmpty();
    tokens = login.approved(request);

    assertThat(tokens.status()).isEqualTo(200);
  }

  @Test
  void aBindingMessageThatKeycloakRefusesReachesNobody() {
    CibaLogin login = login(Map.of());

    TokenResponse answer = login.client().ask("alice", Map.of("binding_message", "x".repeat(51)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(duo.requests().count()).isZero();
  }

  @Test
  void whoDeniesThePushIsTheEndOfIt() {
    CibaLogin login = login(Map.of());
    String request = login.start();
    login.push();

    duo.pushes().deny("alice");

    assertThat(login.client().await(request).error()).isEqualTo("access_denied");
    assertThat(login.refusals()).containsExactly("denied");
    UserEvent event = login.realm().events().user("LOGIN_ERROR").get(0);
    assertThat(event.userId()).isEqualTo(login.user().id());
    assertThat(event.error()).isEqualTo("duo_denied");
    assertThat(event.details()).containsEntry("duo_factor", "push").containsKey("duo_txid");
    assertThat(login.realm().users().sessions(login.user())).isEmpty();
  }

  @Test
  void silenceLetsTheRequestExpire() {
    CibaLogin login = CibaLogin.at(realm(), duo, Duration.ofSeconds(4), Map.of());

    String request = login.start();
    login.push();

    assertThat(login.client().await(request).error()).isEqualTo("expired_token");
    assertThat(login.refusals()).containsExactly("push_timeout");
  }

  @Test
  void theRequestLivesOnWhenOnlyThePushHasTimedOut() {
    CibaLogin login = login(Map.of());
    String request = login.start();
    login.push();

    duo.pushes().expire("alice");
    Eventually.holds(() -> login.refusals().equals(List.of("push_timeout")));

    assertThat(login.client().poll(request).error()).isIn("authorization_pending", "slow_down");
  }

  @Test
  void exemptUsersArePushedAllTheSame() {
    CibaLogin login = login(Map.of("whitelist.user_list.allow", "all_users"));

    TokenResponse tokens = login.approved(login.start());

    assertThat(tokens.status()).isEqualTo(200);
    assertThat(login.realm().events().user("LOGIN").get(0).details())
        .containsEntry("duo_outcome", "approved");
  }

  @Test
  void whomDuoLetsInWithoutAFactorIsRefused() {
    duo.user("alice").status(UserStatus.BYPASS);
    CibaLogin login = login(Map.of());

    assertThat(login.refusedOutcome()).isEqualTo("duo_denied");
  }

  @Test
  void anOutageLetsNobodyInWhateverTheFailMode() {
    CibaLogin login = login(Map.of("duo.ignore_conn_err", "true"));
    duo.stopListening();
    try {
      assertThat(login.refusedOutcome()).isEqualTo("unreachable");
    } finally {
      duo.resume();
    }
  }

  @Test
  void theTestOfTheConfigurationTellsWhatIsRefused() {
    CibaLogin login = login(Map.of("duo.factors", "passcode"));
    String test = DuoAdmin.path(login.step().configAlias()) + "/test";

    JsonNode config = login.realm().admin().post(test, AdminClient.nothing()).get(0);

    assertThat(config.path("ok").asBoolean()).isFalse();
    assertThat(config.path("message").asText()).contains("duoMfaCibaConfig", "push");
    login.step().remove("duo.factors");
    assertThat(
            login.realm().admin().post(test, AdminClient.nothing()).get(0).path("ok").asBoolean())
        .isTrue();
  }

  @Test
  void anEarlierMfaDoesNotCount() {
    CibaLogin login =
        login(
            Map.of(
                "authentication_cache.soft_timeout", "600",
                "authentication_cache.hard_timeout", "3600",
                "authentication_cache.reuse_limit", "9"));

    assertThat(login.approved(login.start()).status()).isEqualTo(200);
    assertThat(login.approved(login.start()).status()).isEqualTo(200);

    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(2);
  }

  @Test
  void thereIsOnePushAtATimeForAUser() {
    CibaLogin login = login(Map.of());
    String first = login.start("first");
    login.push();

    TokenResponse second = login.client().await(login.start("second"));

    assertThat(second.error()).isEqualTo("access_denied");
    assertThat(login.refusals()).containsExactly("rate_limited");
    assertThat(duo.pushes().pending()).hasSize(1);
    assertThat(login.approved(first).status()).isEqualTo(200);
    assertThat(login.approved(login.start("third")).status()).isEqualTo(200);
  }

  @Test
  void thePushLimitHolds() {
    CibaLogin login = login(Map.of("duo.push_limit", "1"));
    assertThat(login.approved(login.start()).status()).isEqualTo(200);

    assertThat(login.refusedOutcome()).isEqualTo("push_limit");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  void aVerifiedPushHasNoPageToShowItsCodeOn() {
    duo.user("alice").verifiedPush(true);
    CibaLogin login = login(Map.of());

    assertThat(login.refusedOutcome()).isEqualTo("no_capable_device");
  }

  @Test
  void aConfigurationThatCannotBeUsedLetsNobodyIn() {
    CibaLogin login = login(Map.of());
    for (String alias : List.of("", "no such alias")) {
      login.choose(alias);
      assertThat(login.refusedOutcome()).isEqualTo("config_error");
      assertThat(login.reason()).contains("duoMfaCibaConfig");
    }
    login.choose(login.step().configAlias());
    login.step().change(Map.of("duo.timeout", "soon"));
    assertThat(login.refusedOutcome()).isEqualTo("config_error");
    assertThat(login.reason()).contains("duo.timeout");
    login
        .step()
        .change(
            Map.of(
                "duo.timeout", "60", "question_1.key", "ticket", "question_1.prompt", "Ticket?"));
    assertThat(login.refusedOutcome()).isEqualTo("config_error");
    assertThat(login.reason()).contains("questions");
    login.step().remove("question_1.key");
    login.step().remove("question_1.prompt");
    login.step().change(Map.of("https_proxy.server", "another-proxy.example"));
    assertThat(login.refusedOutcome()).isEqualTo("config_error");
    assertThat(login.reason()).contains("https_proxy.server", "allowed-proxies");
    assertThat(duo.requests().count()).isZero();
  }

  @Test
  void aClientMayHaveAConfigurationOfItsOwn() {
    CibaLogin login = login(Map.of());
    String own =
        login.realm().withFlow("own", "duo-mfa", Map.of("duo.push_info", "false")).configAlias();
    String clients = "[{\"key\":\"" + login.client().clientId() + "\",\"value\":\"%s\"}]";
    login.step().change(Map.of("client.configs", String.format(clients, own)));

    String request = login.start();
    assertThat(login.push().pushInfo()).doesNotContainKey("Realm");
    assertThat(login.approved(request).status()).isEqualTo(200);

    login.step().change(Map.of("client.configs", String.format(clients, "no such alias")));
    assertThat(login.refusedOutcome()).isEqualTo("config_error");
    assertThat(login.reason()).contains("client.configs", "no such alias");
  }

  @Test
  void aConfigurationThatIsChangedMeanwhileDoesNotCount() {
    CibaLogin login = login(Map.of());
    String request = login.start();
    login.push();
    login.step().change(Map.of("duo.push_info", "false"));

    duo.pushes().approve("alice");

    assertThat(login.client().await(request).error()).isEqualTo("access_denied");
    assertThat(login.refusals()).containsExactly("config_error");
  }

  @Test
  void whoIsDisabledWhileThePushWaitsGetsNothing() {
    CibaLogin login = login(Map.of());
    String request = login.start();
    login.push();
    login.realm().users().disable(login.user());

    duo.pushes().approve("alice");

    assertThat(login.client().await(request).error()).isEqualTo("access_denied");
    assertThat(login.refusals()).containsExactly("duo_denied");
    assertThat(lastError(login)).isEqualTo("user_disabled");
  }

  @Test
  void whoIsLockedWhileThePushWaitsGetsNothing() {
    CibaLogin login = login(Map.of());
    login.realm().bruteForce().lockAfter(1);
    String request = login.start();
    login.push();
    login.realm().app().passwordGrant("alice", "wrong", Map.of());

    duo.pushes().approve("alice");

    assertThat(login.client().await(request).error()).isEqualTo("access_denied");
    assertThat(login.refusals()).last().isEqualTo("duo_denied");
    assertThat(lastError(login)).isEqualTo("user_temporarily_disabled");
  }

  /** D6: Keycloak itself looks at no lock there before 26.7.5 (CVE-2026-16103). */
  @Test
  void whoIsLockedBetweenApprovalAndTokensGetsNothing() {
    CibaLogin login = login(Map.of("connection_limit.limit", "1"));
    login.realm().bruteForce().lockAfter(1);
    String request = approvedButNotFetched(login);
    login.realm().app().passwordGrant("alice", "wrong", Map.of());
    assertThat(login.realm().bruteForce().becomesLocked(login.user())).isTrue();

    assertThat(login.client().await(request).error()).isEqualTo("access_denied");
    assertThat(lastRedemption(login))
        .satisfies(
            event -> assertThat(event.error()).isEqualTo("user_temporarily_disabled"),
            event -> assertThat(event.userId()).isEqualTo(login.user().id()),
            event -> assertThat(event.details()).containsEntry("duo_outcome", "duo_denied"));
    assertThat(login.realm().users().sessions(login.user())).isEmpty();

    login.realm().bruteForce().unlock(login.user());
    assertThat(login.client().await(request).error()).isEqualTo("access_denied");
    assertThat(login.approved(login.start()).status()).isEqualTo(200);
  }

  @Test
  void whoIsDisabledBetweenApprovalAndTokensGetsNothing() {
    CibaLogin login = login(Map.of());
    String request = approvedButNotFetched(login);
    login.realm().users().disable(login.user());

    assertThat(login.client().await(request).error()).isEqualTo("access_denied");
    assertThat(lastRedemption(login).error()).isEqualTo("user_disabled");
  }

  @Test
  void whoIsDeletedBetweenApprovalAndTokensGetsNothing() {
    CibaLogin login = login(Map.of());
    String request = approvedButNotFetched(login);
    login.realm().users().delete(login.user());

    assertThat(login.client().await(request).error()).isEqualTo("access_denied");
    assertThat(lastRedemption(login).error()).isEqualTo("user_not_found");
  }

  private String approvedButNotFetched(CibaLogin login) {
    String request = login.start();
    login.push();
    duo.pushes().approve("alice");
    Eventually.holds(() -> login.realm().events().user("LOGIN").size() == 1);
    return request;
  }

  private static UserEvent lastRedemption(CibaLogin login) {
    List<UserEvent> events =
        login.realm().events().user("AUTHREQID_TO_TOKEN_ERROR").stream()
            .filter(event -> event.details().containsKey("duo_outcome"))
            .toList();
    return events.get(events.size() - 1);
  }

  private static String lastError(CibaLogin login) {
    List<UserEvent> events = login.realm().events().user("LOGIN_ERROR");
    return events.get(events.size() - 1).error();
  }

  /** Some versions of Keycloak take the request, others refuse it themselves. */
  @Test
  void whoIsLockedAlreadyIsNotAsked() {
    CibaLogin login = login(Map.of());
    login.realm().bruteForce().lockAfter(1);
    login.realm().app().passwordGrant("alice", "wrong", Map.of());
    login.realm().bruteForce().becomesLocked(login.user());

    TokenResponse answer = login.client().ask("alice", Map.of());
    String error =
        answer.status() == 200
            ? login.client().await(answer.body().path("auth_req_id").asText()).error()
            : answer.error();

    assertThat(error).isIn("access_denied", "invalid_request", "unknown_user_id");
    assertThat(duo.requests().count(Endpoint.AUTH)).isZero();
  }

  @Test
  void theSessionLimitHoldsFromTheApprovalOn() {
    CibaLogin login = login(Map.of("connection_limit.limit", "1"));
    String first = login.start();
    login.push();
    duo.pushes().approve("alice");
    Eventually.holds(() -> login.realm().events().user("LOGIN").size() == 1);

    assertThat(login.refusedOutcome()).isEqualTo("session_limit");
    assertThat(login.client().await(first).status()).isEqualTo(200);
    assertThat(login.refusedOutcome()).isEqualTo("session_limit");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    assertThat(login.realm().users().sessions(login.user())).hasSize(1);

    login.realm().users().logout(login.user());
    assertThat(login.approved(login.start()).status()).isEqualTo(200);
    login.realm().users().logout(login.user());
    assertThat(login.approved(login.start()).status()).isEqualTo(200);
  }

  @Test
  void theOldestSessionMakesRoomIfTheLimitSaysSo() {
    CibaLogin login =
        login(Map.of("connection_limit.limit", "1", "connection_limit.action", "end_oldest"));
    TokenResponse first = login.approved(login.start());

    TokenResponse second = login.approved(login.start());

    assertThat(login.client().refresh(first).status()).isEqualTo(400);
    assertThat(login.client().refresh(second).status()).isEqualTo(200);
    assertThat(login.realm().users().sessions(login.user())).hasSize(1);
  }
}
