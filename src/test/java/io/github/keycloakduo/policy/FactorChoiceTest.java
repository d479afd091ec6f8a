package io.github.keycloakduo.policy;

import static io.github.keycloakduo.policy.Offers.LANDLINE;
import static io.github.keycloakduo.policy.Offers.PHONE;
import static io.github.keycloakduo.policy.Offers.TABLET;
import static io.github.keycloakduo.policy.Offers.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.policy.FactorChoice.Contact;
import io.github.keycloakduo.policy.FactorChoice.Passcode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorChoiceTest {
  private static final List<Device> DEVICES = List.of(TOKEN, PHONE, TABLET, LANDLINE);
  private static final FactorOffer ALL = new FactorOffer(List.of(Factor.values()), DEVICES);
  private static final FactorOffer PUSH_ONLY = new FactorOffer(List.of(Factor.PUSH), DEVICES);
  private static final FactorOffer SMS_AND_CODE =
      new FactorOffer(List.of(Factor.SMS, Factor.PASSCODE), List.of(TABLET));

  /** Numbers count the devices that can be used: the hardware token is none of them. */
  @ParameterizedTest
  @CsvSource({
    "push, '', PUSH anywhere",
    "PUSH, '', PUSH anywhere",
    "' Push ', '', PUSH anywhere",
    "push1, '', PUSH on DP1",
    "Push2, '', PUSH on DP2",
    "phone3, '', PHONE on DP3",
    "sms, '', SMS anywhere",
    "push, DP2, PUSH on DP2",
    "push1, DP2, PUSH on DP1",
    "push, auto, PUSH anywhere",
    "push3, '', OtherDevice",
    "push4, '', NoSuchDevice",
    "push99, '', NoSuchDevice",
    "sms, DP2, OtherDevice",
    "push, DH1, NoSuchDevice",
    "push, unknown, NoSuchDevice",
    "push0, '', code push0",
    "push100, '', code push100",
    "' push 2 ', '', PUSH on DP2",
    "Push-2, '', PUSH on DP2",
    "push\u00a0２, '', PUSH on DP2",
    "ＰＵＳＨ, '', PUSH anywhere",
    "sms\u200b, '', SMS anywhere",
    "push two, '', code push two",
    "123 456, '', code 123456",
    "１２３\u2011４５６, '', code 123456",
    "'\ufeff\u200b', '', PUSH anywhere",
    "pushy, '', code pushy",
    "123456, '', code 123456",
    "' 123456 ', DP1, code 123456",
    "passcode, '', code passcode",
    "'', '', PUSH anywhere",
    "' ', DP2, PUSH on DP2",
    "'', DP3, PUSH anywhere",
    "'', unknown, NoSuchDevice"
  })
  void readsWhatIsTyped(String typed, String device, String choice) {
    assertThat(word(FactorChoice.of(typed, "", device, ALL, false))).isEqualTo(choice);
  }

  @ParameterizedTest
  @CsvSource({
    "push, '', PUSH anywhere",
    "' phone ', DP3, PHONE on DP3",
    "sms, ' DP1 ', SMS on DP1",
    "sms, DP3, OtherDevice",
    "passcode, '', Nothing",
    "universal, '', NotAllowed",
    "PUSH, '', NotAllowed"
  })
  void putsAPressedButtonBeforeWhatIsTyped(String factor, String device, String choice) {
    assertThat(word(FactorChoice.of("123456", factor, device, ALL, false))).isEqualTo(choice);
    assertThat(word(FactorChoice.of("phone2", factor, device, ALL, true))).isEqualTo(choice);
  }

  @ParameterizedTest
  @CsvSource({
    "phone, ''",
    "sms, ''",
    "'', phone",
    "'', sms",
    "phone1, ''",
    "phone9, ''",
    "1234, ''"
  })
  void refusesWhatTheConfigurationDoesNotOffer(String typed, String factor) {
    assertThat(word(FactorChoice.of(typed, factor, "", PUSH_ONLY, false))).isEqualTo("NotAllowed");
    assertThat(word(FactorChoice.of(typed, factor, "DP1", PUSH_ONLY, false)))
        .isEqualTo("NotAllowed");
  }

  @ParameterizedTest
  @CsvSource({"sms, ''", "sms1, ''", "'', sms"})
  void findsNoDeviceForWhatIsConfiguredOnly(String typed, String factor) {
    assertThat(word(FactorChoice.of(typed, factor, "", SMS_AND_CODE, false)))
        .isEqualTo("NoSuchDevice");
  }

  @ParameterizedTest
  @CsvSource({"1234, code 1234", "'', Nothing", "push, PUSH anywhere", "sms, SMS anywhere"})
  void startsNothingByItselfOnceATextMessageWasSent(String typed, String choice) {
    assertThat(word(FactorChoice.of(typed, "", "", ALL, true))).isEqualTo(choice);
  }

  @Test
  void takesNoCodeWherePasscodesAreNotOfferedWhateverWasSent() {
    assertThat(word(FactorChoice.of("1234", "", "", PUSH_ONLY, true))).isEqualTo("NotAllowed");
  }

  @ParameterizedTest
  @CsvSource({"''", "' '"})
  void startsNothingWhereNothingContactsADevice(String typed) {
    assertThat(word(FactorChoice.of(typed, "", "", SMS_AND_CODE, false))).isEqualTo("Nothing");
  }

  @Property
  void neverContactsADeviceOutsideTheOffer(
      @ForAll("submissions") String typed,
      @ForAll("submissions") String factor,
      @ForAll("submissions") String device,
      @ForAll("offers") FactorOffer offer,
      @ForAll boolean smsSent) {
    FactorChoice choice = FactorChoice.of(typed, factor, device, offer, smsSent);
    if (choice instanceof Contact contact) {
      assertThat(offer.contacting()).contains(contact.factor());
      contact
          .device()
          .ifPresent(
              chosen -> {
                assertThat(offer.known()).contains(chosen);
                assertThat(chosen.capabilities()).contains(contact.factor());
              });
    } else if (choice instanceof Passcode passcode) {
      assertThat(offer.includes(Factor.PASSCODE)).isTrue();
      assertThat(passcode).isEqualTo(new Passcode(new Secret(typed.strip())));
      assertThat(passcode).hasToString("Passcode[code=[hidden]]");
    }
  }

  @Property
  void neverThrows(@ForAll String typed, @ForAll String factor, @ForAll String device) {
    assertThat(FactorChoice.of(typed, factor, device, ALL, false)).isNotNull();
  }

  private static String word(FactorChoice choice) {
    if (choice instanceof Contact contact) {
      return contact.factor() + contact.device().map(d -> " on " + d.id()).orElse(" anywhere");
    }
    return choice instanceof Passcode passcode
        ? "code " + passcode.code().value()
        : choice.getClass().getSimpleName();
  }

  @Provide
  Arbitrary<FactorOffer> offers() {
    return Offers.any();
  }

  @Provide
  Arbitrary<String> submissions() {
    return Arbitraries.of(
        "",
        " ",
        "push",
        "push1",
        "PUSH2",
        "phone",
        "phone3",
        "sms9",
        "passcode",
        "123456",
        "auto",
        "DP1",
        "DP2",
        "DP3",
        "DH1",
        "DP1 ",
        "universal",
        "push0");
  }
}
