package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.admin.DuoAdmin;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.simulator.UserStatus;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.Authenticator;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.UserEvent;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** While Duo is out of reach, the step asks for what the user has in Keycloak itself. */
@ExtendWith(KeycloakExtension.class)
class OtherFactorIT {
  private static final Map<String, String> ASKS =
      Map.of("duo.outage_factors", "otp##recovery_code", "duo.timeout", "8");
  private static final Map<String, String> GRACE = DuoSettings.grace(5);

  private static final String[] CODES = {"AAAABBBBCCCC", "DDDDEEEEFFFF"};

  private final Authenticator app = Authenticator.app("secretOfTheNewApp");

  private final DuoSimulator duo;

  OtherFactorIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @AfterEach
  void repair() {
    duo.resume();
  }

  @Test
  void aCodeOfTheAuthenticatorAppLetsIn(TestRealm realm, KeycloakUnderTest keycloak) {
    // Keycloak's check is for one app, and users may have several.
    DuoLogin login = person(realm, Map.of(), Authenticator.app("secretOfAnOldApp"), app);
    duo.stopListening();

    Page page = login.password();
    assertThat(page.element("#duo-other-hint").text()).contains("cannot reach Duo");
    assertThat(type(page, app.code()).arrived()).isTrue();

    assertThat(login.success().details())
        .containsEntry("duo_outcome", "other_factor")
        .containsEntry("duo_factor", "otp")
        .containsEntry("duo_identity", "alice");
    assertThat(keycloak.logText())
        .contains("WARN")
        .contains("realm " + realm.name() + ", other_factor: Duo is out of reach: ");
  }

  @Test
  void aWrongCodeIsCountedAndThePageComesAgain(TestRealm realm) {
    realm.bruteForce().lockAfter(5);
    DuoLogin login = person(realm, Map.of(), app);
    duo.stopListening();

    Page again = type(login.password(), "12345");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.element("#input-error-otp").text()).contains("incorrect");
    assertThat(realm.bruteForce().counts(login.user(), 1)).isFalse();
    assertThat(login.refusals()).containsExactly("wrong_passcode");
    UserEvent event = realm.events().user("LOGIN_ERROR").get(0);
    assertThat(event.error()).isEqualTo("invalid_user_credentials");
    assertThat(event.details()).containsEntry("duo_factor", "otp").doesNotContainValue("12345");

    assertThat(type(again, app.code()).arrived()).isTrue();
  }

  @Test
  void wrongCodesLockTheUserWhoThenIsRefusedWithTheRightOne(TestRealm realm) {
    realm.bruteForce().lockAfter(2);
    DuoLogin login = person(realm, Map.of(), app);
    duo.stopListening();

    Page page = type(login.password(), "12345");
    // Keycloak counts in the background, and may lose one of two that come at once.
    realm.bruteForce().counts(login.user(), 1);
    page = type(page, "12345");
    assertThat(realm.bruteForce().becomesLocked(login.user())).isTrue();

    assertThat(type(page, app.code()).arrived()).isFalse();
  }

  @Test
  void aCodeIsGoodOnce(TestRealm realm) {
    DuoLogin login = person(realm, Map.of(), app);
    duo.stopListening();
    String code = app.code();
    assertThat(type(login.password(), code).arrived()).isTrue();

    Page second = type(DuoLogin.settled(login.password(realm.browser())), code);

    assertThat(second.element("#input-error-otp").text()).contains("already been used");
    assertThat(login.refusals()).containsExactly("wrong_passcode");
  }

  @Test
  void recoveryCodesLetInInTheirOrder(TestRealm realm) {
    DuoLogin login = person(realm, Map.of(), app, Authenticator.recoveryCodes(CODES));
    duo.stopListening();

    Page page = login.password();
    assertThat(page.element("label[for=duo-other-kind-recovery_code]").text()).endsWith("#1");
    assertThat(page.element("[name=factor][checked]").val()).isEqualTo("otp");
    Page wrong = choose(page, "recovery_code", CODES[1]);
    assertThat(wrong.element("#input-error-otp").text()).contains("order of your list");
    assertThat(wrong.element("[name=factor][checked]").val()).isEqualTo("recovery_code");
    assertThat(type(wrong, "aaaa-bbbb-cccc").arrived()).isTrue();
    assertThat(login.success().details())
        .containsEntry("duo_outcome", "other_factor")
        .containsEntry("duo_factor", "recovery_code");

    Page next = DuoLogin.settled(login.password(realm.browser()));
    assertThat(next.element("label[for=duo-other-kind-recovery_code]").text()).endsWith("#2");
    assertThat(choose(next, "recovery_code", CODES[0]).arrived()).isFalse();
  }

  @Test
  void whoHasUsedUpTheRecoveryCodesGetsNewOnesAndIsAskedForNoneUntilThen(TestRealm realm) {
    DuoLogin login = person(realm, Map.of(), Authenticator.recoveryCodes("AAAABBBBCCCC"));
    duo.stopListening();

    Page after = type(login.password(), "AAAABBBBCCCC");

    assertThat(after.html()).contains("kc-recovery-codes");
    assertThat(realm.users().representation(login.user()).path("requiredActions").toString())
        .contains("CONFIGURE_RECOVERY_AUTHN_CODES");
    assertThat(DuoLogin.settled(login.password(realm.browser())).status()).isEqualTo(503);
  }

  @Test
  void whoHasNoSuchCredentialFallsToTheFailMode(TestRealm realm) {
    DuoLogin login = person(realm, Map.of());
    duo.stopListening();

    Page refused = login.password();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(login.refusals()).containsExactly("unreachable");

    login.step().change(Map.of("duo.ignore_conn_err", "true"));
    assertThat(DuoLogin.settled(login.password(realm.browser())).arrived()).isTrue();
    assertThat(login.success().details()).containsEntry("duo_outcome", "fail_open");
  }

  @Test
  void whoHasOneIsAskedThoughTheFailModeIsOpen(TestRealm realm) {
    DuoLogin login = person(realm, Map.of("duo.ignore_conn_err", "true"), app);
    duo.stopListening();

    assertThat(login.password().has("#kc-duo-other-form")).isTrue();
  }

  @Test
  void whomDuoDeniesIsNotAsked(TestRealm realm) {
    DuoLogin login = person(realm, Map.of(), app);
    duo.user("alice").status(UserStatus.LOCKED_OUT);

    assertThat(login.password().status()).isEqualTo(403);

    assertThat(login.refusals()).containsExactly("duo_denied");
  }

  @Test
  void nobodyIsAskedWhileDuoAnswersOrAPingDoes(TestRealm realm) {
    DuoLogin login = person(realm, Map.of("duo.timeout", "2"), app);
    assertThat(login.password().has("#kc-duo-form")).isTrue();

    duo.faults().on(Endpoint.PREAUTH).always(Fault.hang());
    assertThat(DuoLogin.settled(login.password(realm.browser())).status()).isEqualTo(503);
    duo.faults().clear();
    duo.faults().onAll().always(Fault.status(500));
    assertThat(DuoLogin.settled(login.password(realm.browser())).status()).isEqualTo(503);
    duo.faults().clear();
    duo.faults().onAll().always(Fault.tooManyRequests());
    assertThat(DuoLogin.settled(login.password(realm.browser())).status()).isEqualTo(503);

    assertThat(login.refusals()).containsExactly("unreachable", "duo_error", "rate_limited");
  }

  @Test
  void serverErrorsLeadThereWhereTheyCountAsOutOfReach(TestRealm realm) {
    DuoLogin login = person(realm, Map.of("duo.ignore_server_err", "true"), app);
    duo.faults().onAll().always(Fault.status(500));

    assertThat(type(login.password(), app.code()).arrived()).isTrue();
  }

  @Test
  void aCertificateOfAnUnknownAuthorityDoesNotLeadThere(TestRealm realm) {
    try (DuoSimulator stranger = DuoSimulator.start()) {
      DuoLogin login = person(realm, Map.of("duo.ca_certificates", stranger.caPem()), app);

      assertThat(login.password().status()).isEqualTo(503);

      assertThat(login.refusals()).containsExactly("duo_error");
    }
  }

  @Test
  void aDuoThatIsSilentLeadsThereWithinTheTimeout(TestRealm realm) {
    DuoLogin login = person(realm, Map.of(), app);
    duo.hangBeforeTls();

    long start = System.nanoTime();
    Page waiting = login.password(login.browser());
    assertThat(waiting.element("#duo-waiting").attr("data-kind")).isEqualTo("contact");
    Page page = DuoLogin.settled(waiting);

    assertThat(page.has("#kc-duo-other-form")).isTrue();
    assertThat((System.nanoTime() - start) / 1_000_000_000L).isLessThan(10);
    assertThat(type(page, app.code()).arrived()).isTrue();
  }

  @Test
  void onceAFactorWasStartedNobodyIsAsked(TestRealm realm) {
    DuoLogin login = person(realm, Map.of("duo.timeout", "60"), app);
    Page waiting = DuoLogin.press(login.password(), "push");
    duo.pushes().awaitPending("alice", Duration.ofSeconds(10));
    duo.stopListening();

    Page refused = DuoLogin.proceed(waiting);
    Page again = DuoLogin.settled(refused.follow("#duo-try-again"));

    assertThat(again.status()).isEqualTo(503);
    assertThat(login.refusals()).containsExactly("unreachable", "unreachable");
  }

  @Test
  void aReloadShowsThePageAgainAndACodeCountsThoughDuoIsBack(TestRealm realm) {
    DuoLogin login = person(realm, Map.of(), app);
    duo.stopListening();
    Page page = type(login.password(), "12345");

    duo.resume();
    Page reloaded = page.reload();
    assertThat(reloaded.has("#kc-duo-other-form")).as(reloaded.toString()).isTrue();
    assertThat(type(reloaded, app.code()).arrived()).isTrue();
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isZero();
  }

  @Test
  void whoPrefersDuoTriesItAgain(TestRealm realm) {
    DuoLogin login = person(realm, Map.of(), app);
    duo.stopListening();
    Page page = login.password();
    duo.resume();

    Page factor =
        DuoLogin.settled(page.form("#kc-duo-other-form").press("#duo-other-retry").submit());

    assertThat(DuoLogin.type(factor, "123456").arrived()).isTrue();
    assertThat(login.success().details()).containsEntry("duo_outcome", "approved");
  }

  @Test
  void theOtherFactorLeavesNoGrace(TestRealm realm) {
    DuoLogin login = person(realm, GRACE, app);
    duo.stopListening();
    assertThat(type(login.password(), app.code()).arrived()).isTrue();

    assertThat(realm.admin().get("/duo-mfa/grace?username=alice")).isEmpty();
    duo.resume();
    assertThat(DuoLogin.settled(login.password(realm.browser())).has("#kc-duo-form")).isTrue();
  }

  @Test
  void nobodyGetsInByACodeForADisabledAccount(TestRealm realm) {
    DuoLogin login = person(realm, Map.of(), app);
    duo.stopListening();
    Page page = login.password();
    realm.users().disable(login.user());

    assertThat(type(page, app.code()).arrived()).isFalse();
  }

  @Test
  void theQuestionsComeAfterTheCode(TestRealm realm) {
    DuoLogin login =
        person(
            realm, Map.of("question_1.key", "ticket", "question_1.prompt", "Ticket number?"), app);
    duo.stopListening();

    Page questions = type(login.password(), app.code());
    Page end = questions.form("#kc-duo-questions-form").with("answer.ticket", "4711").submit();

    assertThat(end.arrived()).isTrue();
    assertThat(login.success().details()).containsEntry("duo_outcome", "other_factor");
  }

  @Test
  void inUniversalModeThePageComesInThePlaceOfDuosOwn(TestRealm realm) {
    Map<String, String> universal = PromptLogin.config(ASKS);
    DuoLogin login = DuoLogin.at(realm, duo, universal, app);
    duo.stopListening();

    Page page = login.password();
    assertThat(page.has("#kc-duo-other-form")).as(page.toString()).isTrue();
    assertThat(type(page, app.code()).arrived()).isTrue();

    assertThat(login.success().details())
        .containsEntry("duo_outcome", "other_factor")
        .containsEntry("duo_factor", "otp");
  }

  @Test
  void explainSaysSoWhereItWouldBeSo(TestRealm realm) {
    DuoLogin login = person(realm, Map.of(), app);
    realm.users().create("bob");
    Map<String, String> alice = Map.of("username", "alice");
    String path = DuoAdmin.path(login.step().configAlias()) + "/explain";
    assertThat(realm.admin().post(path, alice).path("outcome").asText()).isEqualTo("approved");
    duo.stopListening();

    assertThat(realm.admin().post(path, alice).path("outcome").asText()).isEqualTo("other_factor");
    assertThat(realm.admin().post(path, Map.of("username", "bob")).path("outcome").asText())
        .isEqualTo("unreachable");
  }

  private DuoLogin person(
      TestRealm realm, Map<String, String> changes, Authenticator... authenticators) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    Map<String, String> config = new HashMap<>(ASKS);
    config.putAll(changes);
    return DuoLogin.at(realm, duo, config, authenticators);
  }

  private static Page type(Page page, String code) {
    return DuoLogin.settled(page.form("#kc-duo-other-form").with("otp", code).submit());
  }

  private static Page choose(Page page, String factor, String code) {
    return DuoLogin.settled(
        page.form("#kc-duo-other-form").with("factor", factor).with("otp", code).submit());
  }
}
