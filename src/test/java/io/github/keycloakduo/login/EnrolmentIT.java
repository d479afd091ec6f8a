package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.simulator.SimulatedUser;
import io.github.keycloakduo.simulator.UserStatus;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.UserEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users whom Duo does not know set up their phone within the login. */
@ExtendWith(KeycloakExtension.class)
class EnrolmentIT {
  private final DuoSimulator duo;

  EnrolmentIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @Test
  void aNewUserScansTheCodeAndLogsInWithTheNewPhone(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, enrolling(realm));

    Page enrol = login.password();
    assertThat(enrol.status()).isEqualTo(200);
    assertThat(enrol.element("#duo-enroll-link").attr("href")).startsWith("https://");
    assertThat(DuoLogin.isDone(enrol)).isFalse();
    assertThat(duo.scan(DuoLogin.scanned(enrol))).isTrue();
    Page factor = DuoLogin.proceed(enrol);

    assertThat(factor.has("#kc-duo-form")).as(factor.toString()).isTrue();
    SimulatedUser alice = duo.user(duoName(realm));
    Page end = DuoLogin.type(factor, alice.unusedPasscodes().get(0));
    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(login.success().details())
        .containsEntry("duo_enrolled", "true")
        .containsEntry("duo_outcome", "approved");
    assertThat(duo.requests().count(Endpoint.ENROLL)).isEqualTo(1);
  }

  @Test
  void aReloadAndAnotherBrowserShowTheSameCode(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, enrolling(realm));
    Page enrol = login.password();
    String code = DuoLogin.scanned(enrol);

    assertThat(DuoLogin.scanned(enrol.form("#kc-duo-enroll-form").press("#duo-continue").submit()))
        .isEqualTo(code);
    assertThat(DuoLogin.scanned(enrol.followMetaRefresh())).isEqualTo(code);
    assertThat(DuoLogin.scanned(login.password())).as("another tab").isEqualTo(code);
    Page phone = DuoLogin.settled(login.password(realm.browser()));
    assertThat(DuoLogin.scanned(phone)).as("another browser").isEqualTo(code);
    assertThat(duo.requests().count(Endpoint.ENROLL)).isEqualTo(1);
  }

  @Test
  void aCancelledEnrolmentCanBeTakenUpAgain(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, enrolling(realm));
    Page enrol = login.password();

    Page end = enrol.form("#kc-duo-enroll-form").press("#duo-cancel").submit();

    assertThat(end.element("#duo-outcome").attr("data-outcome")).isEqualTo("cancelled");
    assertThat(login.refusals()).containsExactly("cancelled");
    assertThat(DuoLogin.scanned(DuoLogin.settled(end.follow("#duo-try-again"))))
        .isEqualTo(DuoLogin.scanned(enrol));
  }

  @Test
  void aUserWhomDuoKnowsGetsThePortal(TestRealm realm) {
    duo.user(duoName(realm)).status(UserStatus.NOT_ENROLLED);
    DuoLogin login = DuoLogin.at(realm, duo, enrolling(realm));

    Page end = login.password();

    assertThat(end.element("#duo-outcome").attr("data-outcome")).isEqualTo("not_enrolled");
    assertThat(end.element("#duo-portal").attr("href")).startsWith("https://");
  }

  @Test
  void whoHasTypedNoPasswordInThisLoginIsNotEnrolled(TestRealm realm) {
    TestUser alice = realm.users().create("alice");
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(enrolling(realm));
    FlowStep step = realm.withStepAtEveryLogin("duo-mfa", config);
    duo.user(duoName(realm)).passcode("123456");
    PlainBrowser browser = realm.browser();
    Page factor = DuoLogin.settled(realm.logIn(browser, alice));
    assertThat(DuoLogin.type(factor, "123456").arrived()).isTrue();
    duo.reset();
    step.change(DuoSettings.of(duo));

    Page end = DuoLogin.settled(browser.open(realm.app().loginUrl()));

    assertThat(end.element("#duo-outcome").attr("data-outcome")).isEqualTo("not_enrolled");
    assertThat(end.has("#duo-portal")).isFalse();
    assertThat(duo.requests().count(Endpoint.ENROLL)).isZero();
  }

  @Test
  void aCodeThatHasExpiredEndsTheLogin(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, enrolling(realm));
    Page enrol = login.password();
    duo.faults().on(Endpoint.ENROLL_STATUS).always(status("invalid"));

    Page end = DuoLogin.proceed(enrol);

    assertThat(end.element("#duo-outcome").attr("data-outcome")).isEqualTo("not_enrolled");
    assertThat(login.refusals()).containsExactly("not_enrolled");
    assertThat(reason(realm)).contains("activation code");
  }

  @Test
  void troubleWhileTheUserScansEndsNothing(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, enrolling(realm));
    Page enrol = login.password();
    duo.faults().on(Endpoint.ENROLL_STATUS).once(Fault.status(500));
    assertThat(duo.scan(DuoLogin.scanned(enrol))).isTrue();

    assertThat(DuoLogin.proceed(enrol).has("#kc-duo-form")).isTrue();
  }

  @Test
  void theSixthEnrolmentInTenMinutesIsRefused(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, enrolling(realm));
    duo.faults().on(Endpoint.ENROLL).always(Fault.status(500));
    for (int i = 0; i < 5; i++) {
      Page end = login.password();
      assertThat(end.status()).isEqualTo(503);
      assertThat(end.element("#duo-outcome").attr("data-outcome")).isEqualTo("duo_error");
    }
    duo.faults().clear();

    Page end = login.password();

    assertThat(end.element("#duo-outcome").attr("data-outcome")).isEqualTo("not_enrolled");
    assertThat(reason(realm)).contains("5 enrolments");
    assertThat(duo.requests().count(Endpoint.ENROLL)).isEqualTo(5);
  }

  @Test
  void aGatewayEnrolsNoOne(TestRealm realm) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(enrolling(realm));
    realm.withDirectGrantStep("duo-mfa-direct-grant", config);

    GatewayAnswer answer = realm.gateway("gateway").call(realm.users().create("alice"), Map.of());

    assertThat(answer.error()).isEqualTo("invalid_grant");
    assertThat(duo.requests().count(Endpoint.ENROLL)).isZero();
  }

  private static Fault status(String word) {
    return Fault.status(200, "application/json", "{\"stat\":\"OK\",\"response\":\"" + word + "\"}");
  }

  private static String reason(TestRealm realm) {
    List<UserEvent> errors = realm.events().user("LOGIN_ERROR");
    // Newest first.
    return String.valueOf(errors.get(errors.size() - 1).details().get("reason"));
  }

  @Test
  void theStatusIsForTheBrowserOfTheLoginOnly(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, enrolling(realm));
    Page enrol = login.password();

    Page stranger = realm.browser().open(DuoLogin.statusUrl(enrol));

    assertThat(stranger.status()).isEqualTo(404);
  }

  /**
   * Each realm has Duo names of its own: an enrolment belongs to the name, wherever it was begun.
   */
  private static Map<String, String> enrolling(TestRealm realm) {
    return Map.of(
        "duo.unenrolled", "enroll", "username_transform.append_domain", realm.name() + ".example");
  }

  private static String duoName(TestRealm realm) {
    return "alice@" + realm.name() + ".example";
  }
}
