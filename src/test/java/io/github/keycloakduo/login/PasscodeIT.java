package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.SimulatedUser;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(KeycloakExtension.class)
class PasscodeIT {

  @Test
  void letsInWithTheRightPasscode(TestRealm realm, DuoSimulator duo) {
    phone(duo).passcode("123456");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page end = DuoLogin.type(login.password(), "123456");

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(realm.app().exchange(end.code()).accessClaims().path("sub").asText())
        .isEqualTo(login.user().id());
    assertThat(login.success().details())
        .containsEntry("duo_outcome", "approved")
        .containsEntry("duo_factor", "passcode")
        .containsEntry("duo_identity", "alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"123 456", "１２３４５６", "\ufeff123\u2011456\u200b", "123\u00a0456\n", "١٢٣٤٥٦"})
  void takesAPasscodeAsItIsTypedAndPasted(String typed, TestRealm realm, DuoSimulator duo) {
    phone(duo).passcode("123456");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page end = DuoLogin.type(login.password(), typed);

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(login.refusals()).isEmpty();
    assertThat(duo.requests().last(Endpoint.AUTH).params()).containsEntry("passcode", "123456");
  }

  @Test
  void asksDuoAboutTheNameThatKeycloakKeepsHoweverItWasTyped(TestRealm realm, DuoSimulator duo) {
    phone(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    TestUser shouting = new TestUser(login.user().id(), " ALICE ", login.user().password());

    Page factor = DuoLogin.settled(login.password(realm.browser(), shouting));

    assertThat(factor.has("#kc-duo-form")).as(factor.toString()).isTrue();
    assertThat(duo.requests().last(Endpoint.PREAUTH).params()).containsEntry("username", "alice");
  }

  @Test
  void saysThatAPasscodeIsWrongAndTakesTheNext(TestRealm realm, DuoSimulator duo) {
    phone(duo).passcode("123456");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page again = DuoLogin.type(login.password(), "654321");
    assertThat(DuoLogin.error(again)).contains("is incorrect");
    assertThat(login.refusals()).containsExactly("wrong_passcode");

    assertThat(DuoLogin.type(again, "123456").arrived()).isTrue();
  }

  @Test
  void givesOneMoreTryAfterAUsedPasscode(TestRealm realm, DuoSimulator duo) {
    phone(duo).passcode("111111").passcode("222222");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    assertThat(DuoLogin.type(login.password(), "111111").arrived()).isTrue();

    Page again = DuoLogin.type(DuoLogin.settled(login.password(realm.browser())), "111111");
    assertThat(DuoLogin.error(again)).startsWith("This passcode has already been used");

    assertThat(DuoLogin.type(again, "222222").arrived()).isTrue();
  }

  @Test
  void endsTheAttemptAtTheSecondUsedPasscode(TestRealm realm, DuoSimulator duo) {
    phone(duo).passcode("111111").passcode("222222");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    assertThat(DuoLogin.type(login.password(), "111111").arrived()).isTrue();

    Page again = DuoLogin.type(DuoLogin.settled(login.password(realm.browser())), "111111");
    Page end = DuoLogin.type(again, "111111");

    assertThat(end.has("#kc-duo-form")).isFalse();
    assertThat(end.element("#duo-outcome").attr("data-outcome")).isEqualTo("passcode_used");
    assertThat(login.refusals()).containsExactly("passcode_used", "passcode_used");
    int asked = duo.requests().count(Endpoint.PREAUTH);
    assertThat(end.reload().has("#duo-outcome")).isTrue();
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isEqualTo(asked);
    assertThat(end.follow("#duo-start-over").has("#kc-form-login")).isTrue();
  }

  @Test
  void asksDuoForNothingWhileThePasswordIsWrong(TestRealm realm, DuoSimulator duo) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page page =
        login
            .browser()
            .open(realm.app().loginUrl())
            .form("#kc-form-login")
            .with("username", "alice")
            .with("password", "wrong")
            .submit();

    assertThat(page.has("#kc-form-login")).isTrue();
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isZero();
  }

  @Test
  void showsThePromptOfTheAdministratorAndHidesWhatIsTyped(TestRealm realm, DuoSimulator duo) {
    phone(duo);
    DuoLogin login =
        DuoLogin.at(
            realm,
            duo,
            Map.of("auth.prompt", "Code of the <b>day</b>", "auth.disable_echo", "yes"));

    Page factor = login.password();

    assertThat(factor.element("label[for=duo-passcode]").text())
        .isEqualTo("Code of the <b>day</b>");
    assertThat(factor.element("#duo-passcode").attr("type")).isEqualTo("password");
    assertThat(factor.element("#duo-passcode").attr("autocomplete")).isEqualTo("one-time-code");
  }

  @Test
  void takesThePasscodeThatCameBySms(TestRealm realm, DuoSimulator duo) {
    SimulatedUser alice = phone(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.factors", "push##passcode##sms"));

    Page sent = DuoLogin.press(login.password(), "sms");
    assertThat(sent.element("label[for=duo-passcode]").text())
        .isEqualTo("Enter passcode from text message:");
    Page end = DuoLogin.type(sent, alice.smsCodes().get(0));

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(login.success().details()).containsEntry("duo_factor", "passcode");
  }

  @Test
  void refusesTextMessagesWithoutPasscodesSinceAnyPasscodeWouldDo(
      TestRealm realm, DuoSimulator duo) {
    phone(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.factors", "push##sms"));

    assertThat(login.password().status()).isEqualTo(503);

    assertThat(login.refusals()).containsExactly("config_error");
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details().get("reason"))
        .contains("duo.factors: sms without passcode", "would take any");
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isZero();
  }

  @Test
  void sendsAnSmsForTheTypedWord(TestRealm realm, DuoSimulator duo) {
    phone(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.factors", "passcode,sms"));

    Page sent = DuoLogin.type(login.password(), " SMS ");

    assertThat(sent.has("#duo-sms-sent")).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    assertThat(login.refusals()).isEmpty();
  }

  private static SimulatedUser phone(DuoSimulator duo) {
    return duo.user("alice")
        .phone("DPALICE", "Phone", Capability.PUSH, Capability.SMS, Capability.PHONE);
  }
}
