package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.Fault;
import org.junit.jupiter.api.Test;

/** Nobody's phone rings whose answer could not be fetched. */
class WaitingPlaceTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void ringsNoPhoneWithoutAPlaceAndOpensToNobody() {
    Tab tab = scene.choosing("1", Samples.settings().failing(Samples.OPEN_ON_5XX), FakeDuo.PHONE);
    duo.takeAllPlaces();

    assertThat(tab.press("push")).isEqualTo("stop: duo_error by push");
    assertThat(tab.details().detail()).contains("no connection to spare");
    assertThat(duo.contacts()).isEmpty();
    assertThat(duo.pings().count()).isZero();
  }

  @Test
  void makesNoCallWithoutAPlace() {
    Tab tab = scene.choosing("1", Samples.settings().offering(Factor.PHONE), FakeDuo.PHONE);
    duo.takeAllPlaces();

    assertThat(tab.press("phone")).isEqualTo("stop: duo_error by phone");
    assertThat(duo.contacts()).isEmpty();
  }

  @Test
  void checksPasscodesAndSendsTextMessagesWithoutAPlace() {
    Tab tab =
        scene.choosing(
            "1", Samples.settings().offering(Factor.PASSCODE, Factor.SMS), FakeDuo.PHONE);
    duo.takeAllPlaces();
    duo.auths().soon(new FactorAnswer.SmsSent());
    assertThat(tab.press("sms")).isEqualTo("choose (SMS_SENT)");
    duo.auths().soon(FakeDuo.allowed());

    assertThat(tab.type("123456")).startsWith("in: approved");
  }

  @Test
  void holdsItsPlaceUntilTheEndIsKnown() {
    Tab tab = scene.pushed();
    assertThat(duo.placesTaken()).isEqualTo(1);
    duo.statuses().answer(new FactorAnswer.Waiting("pushed"));
    assertThat(duo.placesTaken()).isEqualTo(1);
    scene.pass(1);
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));

    tab.look();
    assertThat(duo.placesTaken()).isZero();
  }

  @Test
  void givesItsPlaceBackWhenTheFactorCouldNotBeStarted() {
    Tab tab = scene.choosing();
    duo.auths().soonFails(Fault.Kind.SERVER_ERROR);
    tab.press("push");
    assertThat(duo.placesTaken()).isZero();

    tab = scene.choosing("2", Samples.settings(), "bob", FakeDuo.PHONE);
    duo.auths().soonThrows("a bug");
    tab.press("push");
    assertThat(duo.placesTaken()).isZero();
  }
}
