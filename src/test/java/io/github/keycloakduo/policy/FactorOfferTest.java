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
