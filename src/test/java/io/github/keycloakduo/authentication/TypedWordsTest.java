package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Factor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of words, buttons and devices on the factor page. */
class TypedWordsTest {
  private static final Samples ALL =
      Samples.settings().offering(Factor.PUSH, Factor.PASSCODE, Factor.SMS, Factor.PHONE);

  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();
  private final Tab tab = scene.choosing("1", ALL, FakeDuo.PHONE, FakeDuo.TABLET);

  @ParameterizedTest
  @CsvSource({
    "push, PUSH, DP1",
    "PUSH, PUSH, DP1",
    "' Push ', PUSH, DP1",
    "push1, PUSH, DP1",
    "Push2, PUSH, DP2",
    "phone, PHONE, DP1",
    "PHONE1, PHONE, DP1",
    "Sms, SMS, DP1",
    "sms1, SMS, DP1",
    "'', PUSH, DP1",
    "'  ', PUSH, DP1"
  })
  void startsTheFactorThatIsMeant(String typed, Factor factor, String device) {
    assertThat(tab.type(typed)).isEqualTo("wait");
    assertThat(duo.contacts()).hasSize(1);
    assertThat(duo.contacts().get(0).factor()).isEqualTo(factor);
    assertThat(duo.contacts().get(0).device()).isEqualTo(device);
  }

  @ParameterizedTest
  @CsvSource({"push3, ''", "phone2, ' (OTHER_DEVICE)'", "sms2, ' (OTHER_DEVICE)'", "push99, ''"})
  void contactsNobodyWhenTheDeviceCannot(String typed, String hint) {
    assertThat(tab.type(typed)).isEqualTo("choose after no_capable_device" + hint);
    assertThat(duo.auths().count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"phone", "phone1", "phone9", "SMS"})
  void contactsNobodyWhenTheFactorIsNotAllowed(String typed) {
    Tab narrow = scene.choosing("2", Samples.settings(), FakeDuo.PHONE);

    assertThat(narrow.type(typed)).isEqualTo("choose after factor_not_allowed");
    assertThat(duo.auths().count()).isZero();
  }

  @Test
  void startsTheFirstContactingFactorOfTheSettingsForAnEmptyPasscode() {
    Samples callsFirst = Samples.settings().offering(Factor.PASSCODE, Factor.PHONE, Factor.PUSH);
    scene.choosing("2", callsFirst, FakeDuo.PHONE).type("");

    assertThat(duo.contacts().get(0).factor()).isEqualTo(Factor.PHONE);
  }

  @Test
  void passesOverAFactorThatNoDeviceCanForAnEmptyPasscode() {
    Samples callsFirst = Samples.settings().offering(Factor.PHONE, Factor.PUSH);
    scene.choosing("2", callsFirst, FakeDuo.TABLET).type("");

    assertThat(duo.contacts().get(0).factor()).isEqualTo(Factor.PUSH);
  }

  @Test
  void asksForInputWhenNothingCanStartByItself() {
    Tab codesOnly = scene.choosing("2", Samples.settings().offering(Factor.PASSCODE));

    assertThat(codesOnly.type("")).isEqualTo("choose (NOTHING_TYPED)");
    assertThat(duo.auths().count()).isZero();
  }

  @Test
  void asksTheDeviceThatWasSelectedAndTellsWhich() {
    assertThat(tab.press("push", "DP2")).isEqualTo("wait");
    assertThat(duo.contacts().get(0).device()).isEqualTo("DP2");
    assertThat(tab.challenge().device()).contains("Tablet");
  }

  @ParameterizedTest
  @CsvSource({
    "push, DP9, no_capable_device",
    "phone, DP2, no_capable_device (OTHER_DEVICE)",
    "pigeon, '', factor_not_allowed",
    "PUSH, '', factor_not_allowed"
  })
  void refusesButtonsAndDevicesThatWereNotOnThePage(String factor, String device, String outcome) {
    assertThat(tab.press(factor, device)).isEqualTo("choose after " + outcome);
    assertThat(duo.auths().count()).isZero();
  }

  @Test
  void refusesAFactorThatIsAllowedButThatNoDeviceCan() {
    Tab tablet = scene.choosing("2", ALL, FakeDuo.TABLET);

    assertThat(tablet.press("phone")).isEqualTo("choose after no_capable_device");
    assertThat(duo.auths().count()).isZero();
  }
}
