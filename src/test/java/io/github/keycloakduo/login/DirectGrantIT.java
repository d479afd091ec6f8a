package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoError;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.Authenticator;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.UserEvent;
import io.github.keycloakduo.testkit.server.Http;
import io.github.keycloakduo.testkit.server.KeycloakLine;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway is answered that sends user name, password and perhaps an OTP. */
@ExtendWith(KeycloakExtension.class)
class DirectGrantIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final DuoSimulator duo;

  DirectGrantIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @AfterEach
  void repair() {
    duo.resume();
  }

  @ParameterizedTest
  @ValueSource(strings = {"otp", "totp"})
  void aPasscodeLetsIn(String parameter, TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice = at(realm, Map.of());

    GatewayAnswer answer = gateway(realm).call(alice, Map.of(parameter, "123456"));

    assertThat(answer.isIn()).as(answer.toString()).isTrue();
    assertThat(success(realm).details())
        .containsEntry("duo_outcome", "approved")
        .containsEntry("duo_factor", "passcode")
        .containsEntry("duo_identity", "alice")
        .containsEntry("username", "alice");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"123 456", "１２３４５６", "\ufeff123\u2011456\u200b\r\n", "١٢٣٤٥٦"})
  void aPasscodeLetsInAsItWasTypedAndPasted(String typed, TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice = at(realm, Map.of());

    Gateway gateway = gateway(realm);
    for (String parameter : List.of("otp", "totp")) {
      duo.user("alice").passcode("123456");
      GatewayAnswer answer = gateway.call(alice, Map.of(parameter, typed));
      assertThat(answer.isIn()).as(answer.toString()).isTrue();
    }
    assertThat(realm.events().user("LOGIN_ERROR")).isEmpty();
  }

  @Test
  void anOtpThatCannotBeSeenIsNone(TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice = at(realm, Map.of());

    GatewayAnswer answer =
        gateway(realm).call(alice, Map.of("otp", "\u200b\u00a0", "totp", "123456"));

    assertThat(answer.isIn()).as(answer.toString()).isTrue();
  }

  @Test
  void aDeviceThatIsGoneBringsANewOfferAndNoOutage(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of());
    duo.faults().on(Endpoint.AUTH).once(Fault.error(DuoError.INVALID_PARAMETERS, "device"));

    GatewayAnswer answer = gateway(realm).call(alice, Map.of());

    assertThat(answer.error()).isEqualTo("mfa_required");
    assertThat(duo.pushes().pending()).isEmpty();
  }

  @Test
  void unknownUserWrongPasswordAndWrongCodeAreAnsweredByteForByteTheSame(TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice = at(realm, Map.of());
    Gateway gateway = gateway(realm);

    GatewayAnswer unknown = gateway.call("nobody", "secret", Map.of("otp", "123456"));
    GatewayAnswer password = gateway.call("alice", "wrong", Map.of("otp", "123456"));
    GatewayAnswer code = gateway.call(alice, Map.of("otp", "000000"));

    assertThat(List.of(password, code)).allMatch(unknown::equals);
    assertThat(unknown.error()).isEqualTo("invalid_grant");
    assertThat(unknown.status()).isEqualTo(KeycloakLine.isAtLeast("26.6") ? 400 : 401);
    assertThat(outcomes(realm))
        .containsExactly("user_not_found", "invalid_user_credentials", "wrong_passcode");
  }

  @Test
  void wrongCodesLockTheUserAndTheAnswerStaysTheSame(TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice = at(realm, Map.of());
    realm.bruteForce().lockAfter(3);
    Gateway gateway = gateway(realm);

    GatewayAnswer wrong = gateway.call(alice, Map.of("otp", "000000"));
    for (int i = 1; i < 3 && !realm.bruteForce().counts(alice, i); i++) {
      assertThat(gateway.call(alice, Map.of("otp", "00000" + i))).isEqualTo(wrong);
    }
    assertThat(realm.bruteForce().becomesLocked(alice)).isTrue();
    int asked = duo.requests().count(Endpoint.AUTH);

    assertThat(gateway.call(alice, Map.of("otp", "123456"))).isEqualTo(wrong);
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(asked);
  }

  @Test
  void withoutACodeAPushIsSentAndWaitedFor(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of());
    Gateway gateway = gateway(realm);

    CompletableFuture<GatewayAnswer> call =
        CompletableFuture.supplyAsync(() -> gateway.call(alice, Map.of()));
    duo.pushes().awaitPending("alice", SOON);
    assertThat(call).isNotDone();
    duo.pushes().approve("alice");

    assertThat(call.join().isIn()).as(call.join().toString()).isTrue();
    assertThat(success(realm).details()).containsEntry("duo_factor", "push");
  }

  /** D5: the call has waited in one session of Keycloak, which shows what was read before. */
  @Test
  void anApprovalDoesNotLetInWhoWasDisabledMeanwhile(TestRealm realm) {
    TestUser alice = withPhone(realm);

    GatewayAnswer answer = whilePushWaits(realm, alice, () -> realm.users().disable(alice));

    assertThat(answer.error()).as(answer.toString()).isEqualTo("invalid_grant");
    assertRefusedByKeycloak(realm, "user_disabled");
  }

  @Test
  void anApprovalDoesNotLetInWhoWasLockedMeanwhile(TestRealm realm) {
    TestUser alice = withPhone(realm);

    GatewayAnswer answer =
        whilePushWaits(
            realm,
            alice,
            () -> {
              realm.bruteForce().lockAfter(1);
              realm.app().passwordGrant("alice", "wrong", Map.of());
              assertThat(realm.bruteForce().becomesLocked(alice)).isTrue();
            });

    assertThat(answer.error()).as(answer.toString()).isEqualTo("invalid_grant");
    assertRefusedByKeycloak(realm, "user_temporarily_disabled");
  }

  @Test
  void anApprovalDoesNotLetInWhoWasDeletedMeanwhile(TestRealm realm) {
    TestUser alice = withPhone(realm);

    GatewayAnswer answer = whilePushWaits(realm, alice, () -> realm.users().delete(alice));

    assertThat(answer.error()).as(answer.toString()).isEqualTo("invalid_grant");
    assertRefusedByKeycloak(realm, "user_not_found");
  }

  @Test
  void anApprovalDoesNotLetInUnderAConfigurationThatIsGone(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    FlowStep step = realm.withDirectGrantStep("duo-mfa-direct-grant", DuoSettings.of(duo));
    TestUser alice = realm.users().create("alice");

    GatewayAnswer answer =
        whilePushWaits(realm, alice, () -> step.change(Map.of("duo.push_info", "false")));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(outcomes(realm)).containsExactly("config_error");
  }

  private TestUser withPhone(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    return at(realm, Map.of());
  }

  private GatewayAnswer whilePushWaits(TestRealm realm, TestUser alice, Runnable change) {
    Gateway gateway = gateway(realm);
    CompletableFuture<GatewayAnswer> call =
        CompletableFuture.supplyAsync(() -> gateway.call(alice, Map.of()));
    duo.pushes().awaitPending("alice", SOON);
    change.run();
    duo.pushes().approve("alice");
    return call.join();
  }

  private static void assertRefusedByKeycloak(TestRealm realm, String error) {
    assertThat(realm.events().user("LOGIN")).isEmpty();
    assertThat(realm.events().user("LOGIN_ERROR"))
        .last()
        .satisfies(
            event -> assertThat(event.error()).isEqualTo(error),
            event -> assertThat(event.details()).containsEntry("duo_outcome", "duo_denied"));
  }

  @Test
  void aDeniedPushIsRefusedAndDoesNotCountForLockOut(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of());
    realm.bruteForce().lockAfter(1);
    Gateway gateway = gateway(realm);

    CompletableFuture<GatewayAnswer> call =
        CompletableFuture.supplyAsync(() -> gateway.call(alice, Map.of()));
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().deny("alice");

    assertThat(call.join().error()).isEqualTo("invalid_grant");
    assertThat(call.join().json().path("error_description").asText()).contains("denied");
    assertThat(outcomes(realm)).containsExactly("denied");
    assertThat(realm.bruteForce().failures(alice)).isZero();
  }

  @Test
  void aPushThatNobodyAnswersEndsWithTheTimeout(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of("duo.timeout", "2"));

    GatewayAnswer answer = gateway(realm).call(alice, Map.of());

    assertThat(answer.error()).isEqualTo("invalid_grant");
    assertThat(outcomes(realm)).containsExactly("push_timeout");
  }

  @Test
  void asksForACodeWhereNoPushCanBeSent(TestRealm realm) {
    duo.user("alice").passcode("123456").phone("DP1", "Phone 1", Capability.SMS);
    TestUser alice = at(realm, Map.of("duo.factors", "push##passcode##sms"));

    GatewayAnswer answer = gateway(realm).call(alice, Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("mfa_required");
    assertThat(answer.json().path("error_description").asText()).isNotEmpty();
    assertThat(answer.reason()).isEqualTo("otp");
    assertThat(answer.duo().path("prompt").asText()).isNotEmpty();
    assertThat(answer.duo().path("disable_echo").asBoolean()).isFalse();
    assertThat(answer.duo().path("factors").toString()).isEqualTo("[\"passcode\",\"sms\"]");
    assertThat(realm.events().user("LOGIN_ERROR")).isEmpty();
    assertThat(gateway(realm, "again").call(alice, Map.of("otp", "123456")).isIn()).isTrue();
  }

  @Test
  void aTextMessageTakesTwoCalls(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.SMS).passcode("123456");
    TestUser alice = at(realm, Map.of("duo.factors", "passcode##sms"));
    Gateway gateway = gateway(realm);

    GatewayAnswer sent = gateway.call(alice, Map.of("factor", "sms"));
    assertThat(sent.reason()).as(sent.toString()).isEqualTo("sms_sent");
    assertThat(sent.duo().path("prompt").asText()).contains("text message");
    // As it was, and with what was asked for.
    GatewayAnswer answer = gateway.call(alice, Map.of("factor", "sms", "otp", "123456"));

    assertThat(answer.isIn()).as(answer.toString()).isTrue();
    assertThat(success(realm).details()).containsEntry("duo_factor", "passcode");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(2);
    // What was sent to one client is none of another's.
    assertThat(gateway(realm, "other").call(alice, Map.of("otp", "123456")).isIn()).isFalse();
  }

  @Test
  void aUsedPasscodeMayBeCorrectedOnce(TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice = at(realm, Map.of());
    Gateway gateway = gateway(realm);
    assertThat(gateway.call(alice, Map.of("otp", "123456")).isIn()).isTrue();

    GatewayAnswer used = gateway.call(alice, Map.of("otp", "123456"));
    assertThat(used.error()).isEqualTo("mfa_required");
    assertThat(used.reason()).isEqualTo("passcode_used");
    GatewayAnswer again = gateway.call(alice, Map.of("otp", "123456"));

    assertThat(again.error()).isEqualTo("invalid_grant");
    assertThat(outcomes(realm)).containsExactly("passcode_used", "passcode_used");
  }

  @Test
  void asksOneQuestionAfterTheOtherAndTheFactorOnlyOnce(TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice =
        at(
            realm,
            Map.of(
                "question_1.key", "ticket",
                "question_1.prompt", "Ticket?",
                "question_2.key", "why",
                "question_2.prompt", "Why?",
                "question_2.disable_echo", "true"));
    Gateway gateway = gateway(realm);

    GatewayAnswer first = gateway.call(alice, Map.of("otp", "123456"));
    assertThat(first.reason()).as(first.toString()).isEqualTo("question");
    assertThat(first.duo().path("key").asText()).isEqualTo("ticket");
    assertThat(first.duo().path("prompt").asText()).isEqualTo("Ticket?");
    GatewayAnswer second = gateway.call(alice, Map.of("otp", "123456", "answer.ticket", "4711"));
    assertThat(second.duo().path("key").asText()).isEqualTo("why");
    assertThat(second.duo().path("disable_echo").asBoolean()).isTrue();
    GatewayAnswer third =
        gateway.call(
            alice, Map.of("otp", "123456", "answer.ticket", "4711", "answer.why", "because"));

    assertThat(third.isIn()).as(third.toString()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    // All at once works as well, and a factor that was shown counts for one login only.
    duo.user("alice").passcode("654321");
    GatewayAnswer whole =
        gateway.call(alice, Map.of("otp", "654321", "answer.ticket", "1", "answer.why", "because"));
    assertThat(whole.isIn()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(2);
  }

  @Test
  void anotherCodeAtTheQuestionsIsAnotherLogin(TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice = at(realm, Map.of("question_1.key", "ticket", "question_1.prompt", "Ticket?"));
    Gateway gateway = gateway(realm);
    gateway.call(alice, Map.of("otp", "123456"));

    GatewayAnswer other = gateway.call(alice, Map.of("otp", "000000", "answer.ticket", "1"));

    assertThat(other.error()).isEqualTo("invalid_grant");
  }

  @Test
  void noCodeAtTheQuestionsIsAnotherLoginToo(TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice = at(realm, Map.of("question_1.key", "ticket", "question_1.prompt", "Ticket?"));
    Gateway gateway = gateway(realm);
    gateway.call(alice, Map.of("otp", "123456"));

    GatewayAnswer thief = gateway.call(alice, Map.of("answer.ticket", "1"));

    assertThat(thief.isIn()).as(thief.toString()).isFalse();
  }

  @Test
  void refusesAFactorThatIsNotOffered(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH, Capability.PHONE);
    TestUser alice = at(realm, Map.of());
    Gateway gateway = gateway(realm);

    assertThat(gateway.call(alice, Map.of("factor", "phone")).error()).isEqualTo("invalid_grant");
    assertThat(gateway.call(alice, Map.of("factor", "pigeon")).error()).isEqualTo("invalid_grant");
    assertThat(gateway.call(alice, Map.of("factor", "push", "device", "DP9")).error())
        .isEqualTo("invalid_grant");
    assertThat(outcomes(realm))
        .containsExactly("factor_not_allowed", "factor_not_allowed", "no_capable_device");
    assertThat(duo.requests().count(Endpoint.AUTH)).isZero();
  }

  @Test
  void asksTheDeviceThatIsNamed(TestRealm realm) {
    duo.user("alice")
        .phone("DP1", "Phone 1", Capability.PUSH)
        .phone("DP2", "Phone 2", Capability.PUSH);
    TestUser alice = at(realm, Map.of());
    Gateway gateway = gateway(realm);

    CompletableFuture<GatewayAnswer> call =
        CompletableFuture.supplyAsync(() -> gateway.call(alice, Map.of("device", "DP2")));
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().approve("alice");

    assertThat(call.join().isIn()).isTrue();
    assertThat(duo.requests().last(Endpoint.AUTH).params()).containsEntry("device", "DP2");
  }

  @Test
  void asksForAPasscodeWhereAPushWouldNeedAPageToShowItsCode(TestRealm realm) {
    duo.user("alice")
        .phone("DP1", "Phone 1", Capability.PUSH)
        .verifiedPush(true)
        .passcode("123456");
    TestUser alice = at(realm, Map.of());
    Gateway gateway = gateway(realm);

    GatewayAnswer answer = gateway.call(alice, Map.of());
    assertThat(answer.reason()).as(answer.toString()).isEqualTo("otp");
    assertThat(answer.duo().path("factors").toString()).isEqualTo("[\"passcode\"]");
    assertThat(gateway.call(alice, Map.of("otp", "push")).error()).isEqualTo("invalid_grant");
    assertThat(outcomes(realm)).containsExactly("no_capable_device");
    assertThat(duo.requests().count(Endpoint.AUTH)).isZero();
    assertThat(gateway.call(alice, Map.of("otp", "123456")).isIn()).isTrue();
  }

  @Test
  void anOutageIsToldAsOne(TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice = at(realm, Map.of("duo.timeout", "2"));
    duo.faults().onAll().always(Fault.hang());

    GatewayAnswer answer = gateway(realm).call(alice, Map.of("otp", "123456"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.error()).isEqualTo("temporarily_unavailable");
    assertThat(outcomes(realm)).containsExactly("unreachable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"otp", "totp"})
  void inAnOutageTheSameParameterTakesACodeThatKeycloakChecks(String parameter, TestRealm realm) {
    Authenticator app = Authenticator.app("secretOfAlicesApp");
    TestUser alice = withOtherFactors(realm, app);
    duo.stopListening();

    GatewayAnswer answer = gateway(realm).call(alice, Map.of(parameter, app.code()));

    assertThat(answer.isIn()).as(answer.toString()).isTrue();
    assertThat(success(realm).details())
        .containsEntry("duo_outcome", "other_factor")
        .containsEntry("duo_factor", "otp");
  }

  @Test
  void inAnOutageItIsToldWhichCodeIsMissing(TestRealm realm) {
    Authenticator app = Authenticator.app("secretOfAlicesApp");
    Authenticator codes = Authenticator.recoveryCodes("AAAABBBBCCCC", "DDDDEEEEFFFF");
    TestUser alice = withOtherFactors(realm, app, codes);
    duo.stopListening();
    Gateway gateway = gateway(realm);

    GatewayAnswer asked = gateway.call(alice, Map.of());
    assertThat(asked.status()).isEqualTo(400);
    assertThat(asked.error()).isEqualTo("mfa_required");
    assertThat(asked.reason()).isEqualTo("otp");
    assertThat(asked.duo().path("factors").toString()).isEqualTo("[\"otp\",\"recovery_code\"]");
    assertThat(asked.duo().path("prompt").asText()).contains("authenticator app");

    int requests = duo.requests().count(Endpoint.PREAUTH);
    GatewayAnswer in =
        gateway.call(
            alice,
            Map.of(
                "factor",
                "recovery_code",
                "otp",
                "AAAA-BBBB-CCCC",
                "duo_state",
                asked.duo().path("state").asText()));
    assertThat(in.isIn()).as(in.toString()).isTrue();
    assertThat(success(realm).details()).containsEntry("duo_factor", "recovery_code");
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isEqualTo(requests);
  }

  @Test
  void inAnOutageAWrongCodeIsAnsweredLikeAWrongPassword(TestRealm realm) {
    TestUser alice = withOtherFactors(realm, Authenticator.app("secretOfAlicesApp"));
    duo.stopListening();
    Gateway gateway = gateway(realm);

    GatewayAnswer password = gateway.call("alice", "wrong", Map.of("otp", "12345"));
    GatewayAnswer code = gateway.call(alice, Map.of("otp", "12345"));

    assertThat(code).isEqualTo(password);
    assertThat(outcomes(realm)).containsExactly("invalid_user_credentials", "wrong_passcode");
  }

  @Test
  void inAnOutageACallThatDoesNotWaitIsAskedForTheCode(TestRealm realm) {
    Authenticator app = Authenticator.app("secretOfAlicesApp");
    TestUser alice = withOtherFactors(realm, app);
    duo.stopListening();
    Gateway gateway = gateway(realm);

    GatewayAnswer answer = polled(gateway, alice, gateway.call(alice, Map.of("wait", "false")));
    assertThat(answer.reason()).isEqualTo("otp");
    assertThat(answer.duo().path("factors").toString()).isEqualTo("[\"otp\"]");

    GatewayAnswer in =
        gateway.call(alice, Map.of("wait", "false", "otp", app.code(), "duo_state", state(answer)));
    assertThat(in.isIn()).as(in.toString()).isTrue();
  }

  @Test
  void inAnOutageWhoHasNoOtherFactorIsToldOfTheOutage(TestRealm realm) {
    TestUser alice = withOtherFactors(realm);
    duo.stopListening();

    assertThat(gateway(realm).call(alice, Map.of("otp", "123456")).status()).isEqualTo(503);
    assertThat(outcomes(realm)).containsExactly("unreachable");
  }

  private TestUser withOtherFactors(TestRealm realm, Authenticator... authenticators) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.put("duo.outage_factors", "otp##recovery_code");
    realm.withDirectGrantStep("duo-mfa-direct-grant", config).alone();
    return realm.users().create("alice", authenticators);
  }

  @Test
  void aWrongConfigurationLetsNobodyIn(TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice = at(realm, Map.of("gateway.max_waiting", "many"));

    GatewayAnswer answer = gateway(realm).call(alice, Map.of("otp", "123456"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(outcomes(realm)).containsExactly("config_error");
  }

  @Test
  void thePromptOfDuoItselfNeedsABrowser(TestRealm realm) {
    TestUser alice = at(realm, Map.of("duo.mode", "universal"));

    assertThat(gateway(realm).call(alice, Map.of()).status()).isEqualTo(503);
    assertThat(outcomes(realm)).containsExactly("config_error");
  }

  @Test
  void exemptPeopleNeedNothing(TestRealm realm) {
    TestUser alice =
        at(
            realm,
            Map.of("whitelist.user_list.allow", "no_user", "whitelist.user_list.except", "alice"));

    assertThat(gateway(realm).call(alice, Map.of()).isIn()).isTrue();
    assertThat(success(realm).details()).containsEntry("duo_outcome", "exempt_user");
  }

  @Test
  void beyondTheSeatsCallersAreToldToComeBackAndNobodyElseNotices(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH).passcode("123456");
    TestUser alice = at(realm, Map.of("gateway.max_waiting", "1"));
    Gateway gateway = gateway(realm);

    CompletableFuture<GatewayAnswer> waiting =
        CompletableFuture.supplyAsync(() -> gateway.call(alice, Map.of()));
    duo.pushes().awaitPending("alice", SOON);
    GatewayAnswer busy = gateway.call(alice, Map.of());

    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.error()).isEqualTo("temporarily_unavailable");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    assertThat(gateway.call(alice, Map.of("otp", "123456")).isIn()).isTrue();
    duo.pushes().approve("alice");
    assertThat(waiting.join().isIn()).isTrue();
  }

  @Test
  void aCallerWhoHangsUpHoldsHisSeatNoLongerThanTheTimeout(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of("gateway.max_waiting", "1", "duo.timeout", "3"));
    Gateway gateway = gateway(realm);
    CompletableFuture<?> call = withoutWaiting(gateway, alice);
    duo.pushes().awaitPending("alice", SOON);

    call.cancel(true);

    Eventually.holds(() -> gateway.call(alice, Map.of()).status() != 503);
    assertThat(outcomes(realm)).contains("push_timeout");
  }

  @Test
  void aDenialIsReportedThoughTheCallerHasHungUp(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of());
    CompletableFuture<?> call = withoutWaiting(gateway(realm), alice);
    duo.pushes().awaitPending("alice", SOON);

    call.cancel(true);
    duo.pushes().deny("alice");

    Eventually.holds(() -> outcomes(realm).equals(List.of("denied")));
  }

  private static CompletableFuture<?> withoutWaiting(Gateway gateway, TestUser user) {
    return HttpClient.newHttpClient()
        .sendAsync(
            Http.form(
                    URI.create(gateway.app().realmUrl() + "/protocol/openid-connect/token"),
                    Map.of(
                        "grant_type", "password",
                        "client_id", gateway.app().clientId(),
                        "client_secret", gateway.secret(),
                        "username", user.username(),
                        "password", user.password()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aSilentDuoHoldsUpNobodyElse(TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice = at(realm, Map.of("duo.timeout", "10", "gateway.max_waiting", "4"));
    TestUser bob = realm.users().create("bob");
    Gateway gateway = gateway(realm);
    duo.faults().onAll().always(Fault.hang());
    ExecutorService callers = Executors.newFixedThreadPool(60);
    List<CompletableFuture<GatewayAnswer>> calls =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> gateway.call(alice, Map.of("otp", "123456")), callers))
            .toList();
    CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new)).join();

    // More than there are worker threads; they can only be answered if the callers hold few.
    for (int i = 0; i < 60; i++) {
      assertThat(gateway.call(bob.username(), "wrong", Map.of()).error())
          .isEqualTo("invalid_grant");
    }

    Eventually.holds(() -> calls.stream().filter(call -> !call.isDone()).count() <= 4);
    assertThat(calls).as("the others were refused before the timeout").anyMatch(c -> !c.isDone());
    assertThat(calls).allMatch(call -> call.join().status() == 503);
    assertThat(outcomes(realm)).contains("unreachable", "rate_limited");
    callers.shutdown();
  }

  @Test
  void anEarlierMfaFromTheSameAddressCounts(TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice =
        at(
            realm,
            Map.of(
                "gateway.clients", "gateway",
                "authentication_cache.soft_timeout", "600",
                "authentication_cache.hard_timeout", "600",
                "authentication_cache.reuse_limit", "5"));
    Gateway gateway = gateway(realm);

    Map<String, String> first = Map.of("otp", "123456", "client_ip", "198.51.100.7");
    assertThat(gateway.call(alice, first).isIn()).isTrue();
    assertThat(gateway.call(alice, Map.of("client_ip", "::ffff:198.51.100.7")).isIn()).isTrue();
    assertThat(gateway.call(alice, Map.of("client_ip", "198.51.100.7:4711")).isIn()).isTrue();
    assertThat(gateway.call(alice, Map.of("client_ip", "[::ffff:198.51.100.7]:1")).isIn()).isTrue();
    assertThat(gateway.call(alice, Map.of("client_ip", "198.51.100.8")).reason()).isEqualTo("otp");

    UserEvent login = realm.events().user("LOGIN").get(0);
    assertThat(login.ipAddress()).isEqualTo("198.51.100.7");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    assertThat(duo.requests().last(Endpoint.PREAUTH).params())
        .containsEntry("ipaddr", "198.51.100.8");
  }

  /** D16: the gateway's own address is that of all its users, so that it stands for none. */
  @Test
  void theAddressOfATrustedGatewayIsNobodys(TestRealm realm) {
    duo.user("alice").passcode("1").passcode("2").passcode("3").passcode("4");
    TestUser alice =
        at(
            realm,
            Map.of(
                "gateway.clients", "gateway",
                "connection_limit.limit", "1",
                "authentication_cache.soft_timeout", "600",
                "authentication_cache.hard_timeout", "600",
                "authentication_cache.reuse_limit", "5"));
    Gateway gateway = gateway(realm);

    assertThat(gateway.call(alice, Map.of("otp", "1")).isIn()).isTrue();
    assertThat(duo.requests().last(Endpoint.PREAUTH).params()).doesNotContainKey("ipaddr");
    assertThat(duo.requests().last(Endpoint.AUTH).params()).doesNotContainKey("ipaddr");
    assertThat(success(realm).details()).containsEntry("duo_gateway_ip", "127.0.0.1");

    // One common place for those of unknown address, and another one for this address.
    GatewayAnswer full = gateway.call(alice, Map.of("otp", "2", "client_ip", " "));
    assertThat(full.body()).contains("sessions");
    realm.users().logout(alice);
    assertThat(gateway.call(alice, Map.of()).reason()).isEqualTo("otp");
    assertThat(gateway.call(alice, Map.of("otp", "3")).isIn()).isTrue();
    assertThat(gateway.call(alice, Map.of("otp", "4", "client_ip", "127.0.0.1")).isIn()).isTrue();
  }

  @Test
  void theAddressOfAnyOtherClientIsItsOwn(TestRealm realm) {
    duo.user("alice").passcode("1");
    TestUser alice = at(realm, Map.of());

    assertThat(gateway(realm).call(alice, Map.of("otp", "1")).isIn()).isTrue();

    assertThat(duo.requests().last(Endpoint.PREAUTH).params()).containsEntry("ipaddr", "127.0.0.1");
    assertThat(success(realm).details()).doesNotContainKey("duo_gateway_ip");
  }

  @Test
  void theAddressIsTakenFromTrustedConfidentialClientsOnly(TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice = at(realm, Map.of("gateway.clients", "gateway##app"));
    Map<String, String> request = Map.of("otp", "123456", "client_ip", "198.51.100.7");

    Gateway publicClient = new Gateway(realm.app(), "");
    GatewayAnswer stranger = gateway(realm, "stranger").call(alice, request);

    assertThat(stranger.status()).isEqualTo(400);
    assertThat(stranger.error()).isEqualTo("invalid_request");
    assertThat(publicClient.call(alice, request)).isEqualTo(stranger);
    assertThat(gateway(realm).call(alice, Map.of("otp", "123456", "client_ip", "here")).error())
        .isEqualTo("invalid_request");
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isZero();
  }

  @Test
  void theSessionLimitCountsByTheToldAddress(TestRealm realm) {
    duo.user("alice").passcode("1").passcode("2").passcode("3");
    TestUser alice = at(realm, Map.of("gateway.clients", "gateway", "connection_limit.limit", "1"));
    Gateway gateway = gateway(realm);

    assertThat(gateway.call(alice, Map.of("otp", "1", "client_ip", "198.51.100.7")).isIn())
        .isTrue();
    GatewayAnswer full = gateway.call(alice, Map.of("otp", "2", "client_ip", "198.51.100.7"));
    assertThat(full.error()).isEqualTo("invalid_grant");
    assertThat(full.body()).contains("sessions");
    assertThat(gateway.call(alice, Map.of("otp", "3", "client_ip", "198.51.100.8")).isIn())
        .isTrue();
    assertThat(outcomes(realm)).containsExactly("session_limit");
  }

  @Test
  void aCallThatDoesNotWaitIsAnsweredWithAStateThatLeadsToTheTokens(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of());
    Gateway gateway = gateway(realm);

    GatewayAnswer sent = pushSent(gateway, alice);
    duo.pushes().awaitPending("alice", SOON);
    assertThat(sent.duo().path("interval").asInt()).isPositive();
    GatewayAnswer still = gateway.call(alice, Map.of("wait", "false", "duo_state", state(sent)));
    assertThat(still.reason()).as(still.toString()).isEqualTo("push_sent");
    assertThat(state(still)).isNotEqualTo(state(sent));
    duo.pushes().approve("alice");

    GatewayAnswer answer = polled(gateway, alice, still);

    assertThat(answer.isIn()).as(answer.toString()).isTrue();
    assertThat(success(realm).details())
        .containsEntry("duo_outcome", "approved")
        .containsEntry("duo_factor", "push");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  void aDenialIsToldToTheCallThatComesBack(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of());
    Gateway gateway = gateway(realm);
    GatewayAnswer sent = pushSent(gateway, alice);
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().deny("alice");

    GatewayAnswer answer = polled(gateway, alice, sent);

    assertThat(answer.error()).isEqualTo("invalid_grant");
    assertThat(answer.body()).contains("denied");
    assertThat(outcomes(realm)).containsExactly("denied");
  }

  @Test
  void aStateIsGoodOnceAndForItsUserAndClientOnlyAndRingsNobody(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    duo.user("bob").phone("DP2", "Phone 2", Capability.PUSH);
    TestUser alice = at(realm, Map.of());
    TestUser bob = realm.users().create("bob");
    Gateway gateway = gateway(realm);
    GatewayAnswer sent = pushSent(gateway, alice);
    duo.pushes().awaitPending("alice", SOON);
    Map<String, String> back = Map.of("wait", "false", "duo_state", state(sent));

    List<GatewayAnswer> refused =
        List.of(
            gateway.call(alice, Map.of("wait", "false", "duo_state", "made-up")),
            gateway.call(bob, back),
            gateway(realm, "other").call(alice, back));
    assertThat(refused).allMatch(answer -> answer.error().equals("invalid_grant"));
    // Nobody else has used it up.
    assertThat(gateway.call(alice, back).reason()).isEqualTo("push_sent");
    assertThat(gateway.call(alice, back).error()).isEqualTo("invalid_grant");
    assertThat(gateway.call(alice, Map.of("duo_state", state(sent))).error())
        .isEqualTo("invalid_grant");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    assertThat(gateway.call(alice.username(), "wrong", back).error()).isEqualTo("invalid_grant");
  }

  @Test
  void theStateLeadsOnOnceDuoAnswersAgain(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of("duo.timeout", "5"));
    Gateway gateway = gateway(realm);
    duo.faults().onAll().always(Fault.hang());
    GatewayAnswer sent = expectPushSent(gateway, alice, Map.of());
    GatewayAnswer before = lastBeforeTheOutage(gateway, alice, sent);
    duo.faults().clear();

    GatewayAnswer again = gateway.call(alice, Map.of("wait", "false", "duo_state", state(before)));
    assertThat(again.reason()).as(again.toString()).isEqualTo("push_sent");
    GatewayAnswer waiting = onceItRings(gateway, alice, again);
    duo.pushes().approve("alice");

    assertThat(polled(gateway, alice, waiting).isIn()).isTrue();
  }

  @Test
  void theStateSendsNoSecondPushWhenTheAnswerToTheFirstIsLost(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of("duo.timeout", "5"));
    Gateway gateway = gateway(realm);
    duo.faults().on(Endpoint.AUTH).always(Fault.hangAfterProcessing());
    GatewayAnswer sent = pushSent(gateway, alice);
    GatewayAnswer before = lastBeforeTheOutage(gateway, alice, sent);
    duo.faults().clear();

    GatewayAnswer again = gateway.call(alice, Map.of("wait", "false", "duo_state", state(before)));

    assertThat(again.error()).as(again.toString()).isEqualTo("invalid_grant");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  /** The last answer that has a state; the one after it tells of the outage. */
  private static GatewayAnswer lastBeforeTheOutage(
      Gateway gateway, TestUser user, GatewayAnswer sent) {
    AtomicReference<GatewayAnswer> last = new AtomicReference<>(sent);
    Eventually.holds(
        () -> {
          GatewayAnswer next =
              gateway.call(user, Map.of("wait", "false", "duo_state", state(last.get())));
          if (next.status() == 503) {
            return true;
          }
          last.set(next);
          return false;
        });
    return last.get();
  }

  @Test
  void aCallThatWaitsMayGoOnWithTheStateToo(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of());
    Gateway gateway = gateway(realm);
    GatewayAnswer sent = pushSent(gateway, alice);
    duo.pushes().awaitPending("alice", SOON);

    CompletableFuture<GatewayAnswer> call =
        CompletableFuture.supplyAsync(() -> gateway.call(alice, Map.of("duo_state", state(sent))));
    duo.pushes().approve("alice");

    assertThat(call.join().isIn()).as(call.join().toString()).isTrue();
  }

  @Test
  void aCallThatDoesNotWaitKeepsTheUserOutNowhereElse(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH).passcode("123456");
    TestUser alice = at(realm, Map.of());
    realm.bruteForce().lockAfter(30);
    Gateway gateway = gateway(realm);
    GatewayAnswer sent = pushSent(gateway, alice);
    duo.pushes().awaitPending("alice", SOON);

    // Keycloak's protector rejects a second login while the request of the first one lasts.
    assertThat(gateway.call(alice, Map.of("otp", "123456")).isIn()).isTrue();
    duo.pushes().approve("alice");
    assertThat(polled(gateway, alice, sent).isIn()).isTrue();
  }

  @Test
  void theStartNamesTheOptionOfTheBruteForceProtector(KeycloakUnderTest keycloak) {
    assertThat(keycloak.logText())
        .contains("--default-brute-force-detector--allow-concurrent-requests=true");
  }

  @Test
  void aPasscodeThatIsNotWaitedForIsToldByTheNextCall(TestRealm realm) {
    duo.user("alice").passcode("123456");
    TestUser alice = at(realm, Map.of());
    Gateway gateway = gateway(realm);
    duo.faults().on(Endpoint.AUTH).always(Fault.delay(Duration.ofSeconds(4)));

    GatewayAnswer first = gateway.call(alice, Map.of("otp", "123456", "wait", "false"));
    assertThat(first.reason()).as(first.toString()).isEqualTo("push_sent");
    GatewayAnswer answer = polled(gateway, alice, first, Map.of("otp", "123456"));

    assertThat(answer.isIn()).as(answer.toString()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  void anotherWordForWaitIsRefused(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of());

    assertThat(gateway(realm).call(alice, Map.of("wait", "no")).error())
        .isEqualTo("invalid_request");
    assertThat(duo.requests().count(Endpoint.AUTH)).isZero();
  }

  @Test
  void aSecondLoginRingsNobodyWhileAPushWaitsAndMayStillUseAPasscode(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH).passcode("123456");
    TestUser alice = at(realm, Map.of());
    Gateway gateway = gateway(realm);
    GatewayAnswer sent = pushSent(gateway, alice);
    duo.pushes().awaitPending("alice", SOON);

    for (Map<String, String> again :
        List.of(Map.<String, String>of(), Map.of("factor", "push"), Map.of("wait", "false"))) {
      GatewayAnswer told = gateway.call(alice, again);
      assertThat(told.error()).isEqualTo("mfa_required");
      assertThat(told.reason()).as(told.toString()).isEqualTo("push_pending");
      assertThat(told.duo().path("key").asText()).isEqualTo("otp");
      assertThat(told.duo().has("state")).isFalse();
    }
    assertThat(gateway(realm, "other").call(alice, Map.of()).reason()).isEqualTo("push_pending");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    assertThat(gateway.call(alice, Map.of("otp", "123456")).isIn()).isTrue();
    duo.pushes().approve("alice");
    assertThat(polled(gateway, alice, sent).isIn()).isTrue();
  }

  @Test
  void questionsAreAskedBeforeAPhoneIsContacted(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of("question_1.key", "ticket", "question_1.prompt", "Ticket?"));
    Gateway gateway = gateway(realm);

    assertThat(gateway.call(alice, Map.of()).reason()).isEqualTo("question");
    assertThat(gateway.call(alice, Map.of("wait", "false")).reason()).isEqualTo("question");
    assertThat(duo.requests().count(Endpoint.AUTH)).isZero();
    GatewayAnswer sent = gateway.call(alice, Map.of("wait", "false", "answer.ticket", "4711"));
    assertThat(sent.reason()).as(sent.toString()).isEqualTo("push_sent");
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().approve("alice");

    // With the password alone nobody gets what was approved.
    assertThat(gateway.call(alice, Map.of("factor", "passcode", "answer.ticket", "1")).isIn())
        .isFalse();
    GatewayAnswer without = gateway.call(alice, Map.of("wait", "false", "duo_state", state(sent)));
    assertThat(without.reason()).as(without.toString()).isEqualTo("question");
    assertThat(polled(gateway, alice, without, Map.of("answer.ticket", "4711")).isIn()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  void loginsOfOneUserThatGoOnAtOnceDoNotDisturbEachOther(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone 1", Capability.SMS).passcode("123456").passcode("654321");
    TestUser alice = at(realm, Map.of("duo.factors", "sms##passcode"));
    Gateway gateway = gateway(realm);
    GatewayAnswer first = gateway.call(alice, Map.of("factor", "sms"));
    GatewayAnswer second = gateway.call(alice, Map.of("factor", "sms"));
    assertThat(List.of(first.reason(), second.reason())).containsOnly("sms_sent");
    assertThat(state(first)).isNotEqualTo(state(second));

    assertThat(gateway.call(alice, Map.of("otp", "123456", "duo_state", state(first))).isIn())
        .isTrue();
    assertThat(gateway.call(alice, Map.of("otp", "654321", "duo_state", state(second))).isIn())
        .isTrue();
    // What went on with its state is not there for the next one who asks.
    assertThat(gateway.call(alice, Map.of()).reason()).isEqualTo("otp");
  }

  @Test
  void aRightPasswordThatWaitsForMoreIsSeenInTheEvents(TestRealm realm) {
    duo.user("alice").passcode("123456").phone("DP1", "Phone 1", Capability.PUSH);
    TestUser alice = at(realm, Map.of());
    Gateway gateway = gateway(realm);

    gateway.call(alice, Map.of("factor", "passcode"));
    GatewayAnswer sent = pushSent(gateway, alice);
    gateway.call(alice, Map.of("wait", "false", "duo_state", state(sent)));

    List<UserEvent> waits = realm.events().user("CUSTOM_REQUIRED_ACTION");
    assertThat(waits)
        .extracting(event -> event.details().get("duo_reason"))
        .containsExactlyInAnyOrder("otp", "push_sent");
    assertThat(waits).allMatch(event -> event.details().get("username").equals("alice"));
    assertThat(realm.events().user("LOGIN_ERROR")).isEmpty();
  }

  /** The newest answer to a gateway that does not wait, once the phone rings. */
  private GatewayAnswer pushSent(Gateway gateway, TestUser user) {
    return onceItRings(gateway, user, expectPushSent(gateway, user, Map.of()));
  }

  private GatewayAnswer onceItRings(Gateway gateway, TestUser user, GatewayAnswer sent) {
    AtomicReference<GatewayAnswer> last = new AtomicReference<>(sent);
    Eventually.holds(
        () -> {
          boolean rings =
              duo.pushes().pending().stream().anyMatch(push -> push.user().equals(user.username()));
          if (!rings) {
            // Duo was slow to say what the user may do: the next call goes on.
            last.set(expectPushSent(gateway, user, Map.of("duo_state", state(last.get()))));
          }
          return rings;
        });
    return last.get();
  }

  private static GatewayAnswer expectPushSent(
      Gateway gateway, TestUser user, Map<String, String> more) {
    Map<String, String> form = new HashMap<>(more);
    form.put("wait", "false");
    GatewayAnswer sent = gateway.call(user, form);
    assertThat(sent.status()).isEqualTo(400);
    assertThat(sent.error()).isEqualTo("mfa_required");
    assertThat(sent.reason()).as(sent.toString()).isEqualTo("push_sent");
    return sent;
  }

  private static String state(GatewayAnswer answer) {
    return answer.duo().path("state").asText();
  }

  private static GatewayAnswer polled(Gateway gateway, TestUser user, GatewayAnswer sent) {
    return polled(gateway, user, sent, Map.of());
  }

  /** What is answered in the end to a gateway that comes back until there is an answer. */
  private static GatewayAnswer polled(
      Gateway gateway, TestUser user, GatewayAnswer sent, Map<String, String> more) {
    AtomicReference<GatewayAnswer> last = new AtomicReference<>(sent);
    Eventually.holds(
        () -> {
          Map<String, String> form = new HashMap<>(more);
          form.put("wait", "false");
          form.put("duo_state", state(last.get()));
          last.set(gateway.call(user, form));
          return !"push_sent".equals(last.get().reason());
        });
    return last.get();
  }

  private TestUser at(TestRealm realm, Map<String, String> changes) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(changes);
    realm.withDirectGrantStep("duo-mfa-direct-grant", config);
    return realm.users().create("alice");
  }

  private static Gateway gateway(TestRealm realm) {
    return gateway(realm, "gateway");
  }

  private static Gateway gateway(TestRealm realm, String clientId) {
    return realm.gateway(clientId);
  }

  private static UserEvent success(TestRealm realm) {
    List<UserEvent> logins = realm.events().user("LOGIN");
    assertThat(logins).hasSize(1);
    return logins.get(0);
  }

  private static List<String> outcomes(TestRealm realm) {
    return realm.events().user("LOGIN_ERROR").stream()
        .map(event -> event.details().getOrDefault("duo_outcome", event.error()))
        .toList();
  }
}
