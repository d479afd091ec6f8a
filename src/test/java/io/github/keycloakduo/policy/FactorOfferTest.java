package io.github.keycloakduo.policy;

import static io.github.keycloakduo.policy.Offers.LANDLINE;
import static io.github.keycloakduo.policy.Offers.PHONE;
import static io.github.keycloakduo.policy.Offers.TABLET;
import static io.github.keycloakduo.policy.Offers.TOKEN;
import static io.github.keycloakduo.policy.Offers.offer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FactorOfferTest {
  @Example
  void keepsTheOrderOfTheConfiguration() {
    FactorOffer offer = offer(List.of(Factor.SMS, Factor.PASSCODE, Factor.PUSH), PHONE);
    assertThat(offer.factors()).containsExactly(Factor.SMS, Factor.PASSCODE, Factor.PUSH);
    assertThat(offer.contacting()).containsExactly(Factor.SMS, Factor.PUSH);
    assertThat(offer.firstContacting()).contains(Factor.SMS);
  }

  @Example
  void leavesOutWhatNoDeviceCanDo() {
    FactorOffer offer = offer(List.of(Factor.PUSH, Factor.PHONE), LANDLINE, TOKEN);
    assertThat(offer.factors()).containsExactly(Factor.PHONE);
    assertThat(offer.devices()).containsExactly(LANDLINE);
  }

  @Example
  void offersPasscodesWithoutAnyDevice() {
    assertThat(offer(List.of(Factor.PUSH, Factor.PASSCODE)).factors())
        .containsExactly(Factor.PASSCODE);
  }

  @Example
  void isEmptyWhenNothingThatIsConfiguredCanBeDone() {
    assertThat(offer(List.of(Factor.PUSH), LANDLINE).isEmpty()).isTrue();
    assertThat(offer(List.of(Factor.PUSH), TABLET).isEmpty()).isFalse();
  }

  @Example
  void putsThePreselectedFactorFirstAndLeavesTheRestInOrder() {
    FactorOffer offer =
        new FactorOffer(
            List.of(Factor.PUSH, Factor.PASSCODE, Factor.SMS, Factor.PHONE),
            List.of(PHONE),
            new Preselection(Optional.of(Factor.SMS), Optional.empty()));
    assertThat(offer.factors())
        .containsExactly(Factor.SMS, Factor.PUSH, Factor.PASSCODE, Factor.PHONE);
    assertThat(offer.firstContacting()).contains(Factor.SMS);
    assertThat(offer.leading()).contains(Factor.SMS);
    assertThat(offer.passcodesOnly().leading()).isEmpty();
  }

  @Example
  void leadsWithNothingWhereThePasscodeComesFirst() {
    assertThat(offer(List.of(Factor.PUSH, Factor.PASSCODE), PHONE).leading()).contains(Factor.PUSH);
    assertThat(offer(List.of(Factor.PASSCODE, Factor.PUSH), PHONE).leading()).isEmpty();
    assertThat(offer(List.of(Factor.PUSH, Factor.PASSCODE), LANDLINE).leading()).isEmpty();
  }

  @Example
  void selectsThePreselectedDeviceAndElseTheOneForTheFirstFactor() {
    List<Factor> factors = List.of(Factor.PUSH, Factor.PHONE);
    assertThat(offer(factors, LANDLINE, PHONE, TABLET).selectedDevice()).contains(PHONE);
    assertThat(preselecting(factors, "DP3").selectedDevice()).contains(LANDLINE);
    assertThat(preselecting(factors, "DP9").selectedDevice()).contains(PHONE);
  }

  private static FactorOffer preselecting(List<Factor> factors, String device) {
    return new FactorOffer(
        factors, List.of(LANDLINE, PHONE, TABLET), Preselection.NONE.withDevice(device));
  }

  /** A preselection is no right to anything. */
  @Property
  void offersTheSameWhateverIsPreselected(
      @ForAll("offers") FactorOffer offer, @ForAll Factor factor, @ForAll String device) {
    FactorOffer preselecting =
        new FactorOffer(
            offer.configured(),
            offer.known(),
            new Preselection(Optional.of(factor), Optional.of(device)));
    assertThat(preselecting.factors()).containsExactlyInAnyOrderElementsOf(offer.factors());
    assertThat(preselecting.devices()).isEqualTo(offer.devices());
    assertThat(offer.devices()).containsAll(preselecting.selectedDevice().stream().toList());
  }

  @Property
  void offersNothingThatIsNotConfigured(@ForAll("offers") FactorOffer offer) {
    assertThat(offer.configured()).containsAll(offer.factors());
    assertThat(offer.isEmpty()).isEqualTo(offer.factors().isEmpty());
    assertThat(offer.firstContacting())
        .isEqualTo(offer.factors().stream().filter(Factor::contactsDevice).findFirst());
  }

  @Property
  void namesADeviceForEveryFactorAndNoDeviceInVain(@ForAll("offers") FactorOffer offer) {
    assertThat(offer.contacting())
        .allMatch(
            factor -> offer.devices().stream().anyMatch(d -> d.capabilities().contains(factor)));
    assertThat(offer.devices())
        .allMatch(device -> offer.factors().stream().anyMatch(device.capabilities()::contains))
        .isSubsetOf(offer.known());
    List<Device> rest = offer.known().stream().filter(d -> !offer.devices().contains(d)).toList();
    assertThat(rest)
        .noneMatch(device -> offer.configured().stream().anyMatch(device.capabilities()::contains));
  }

  @Property
  void contactsNobodyWhenOnlyPasscodesAreLeft(@ForAll("offers") FactorOffer offer) {
    FactorOffer left = offer.passcodesOnly();
    assertThat(left.contacting()).isEmpty();
    assertThat(left.devices()).isEmpty();
    assertThat(left.includes(Factor.PASSCODE)).isEqualTo(offer.includes(Factor.PASSCODE));
  }

  @Provide
  Arbitrary<FactorOffer> offers() {
    return Offers.any();
  }
}
