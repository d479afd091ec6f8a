package io.github.keycloakduo.policy;

import static io.github.keycloakduo.policy.Offers.LANDLINE;
import static io.github.keycloakduo.policy.Offers.PHONE;
import static io.github.keycloakduo.policy.Offers.TABLET;
import static io.github.keycloakduo.policy.Offers.offer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LastFactorCookieTest {
  private static final SecretKey KEY = key("one");
  private static final SecretKey OTHER_KEY = key("another");
  private static final List<Factor> ALL = List.of(Factor.PUSH, Factor.PHONE, Factor.PASSCODE);
  private static final FactorOffer OFFER = offer(ALL, PHONE, TABLET);
  private static final String TABLET_PUSH = signed(Factor.PUSH, Optional.of("DP2"));

  private static SecretKey key(String text) {
    return new SecretKeySpec(text.repeat(20).getBytes(StandardCharsets.UTF_8), "HmacSHA512");
  }

  private static String signed(Factor factor, Optional<String> device) {
    return LastFactorCookie.signed(factor, device, "realm", "alice", KEY).orElseThrow();
  }

  private static Preselection read(String text, FactorOffer offer) {
    return LastFactorCookie.read(text, offer, "realm", "alice", List.of(OTHER_KEY, KEY));
  }

  @Property
  void bringsBackEachFactorAndDeviceOfTheOffer(@ForAll("offers") FactorOffer offer) {
    for (Factor factor : offer.contacting()) {
      for (Device device : offer.devices()) {
        boolean can = device.capabilities().contains(factor);
        Preselection last = read(signed(factor, Optional.of(device.id())), offer);
        assertThat(last)
            .isEqualTo(
                can
                    ? new Preselection(Optional.of(factor), Optional.of(device.id()))
                    : Preselection.NONE);
      }
    }
  }

  @Example
  void bringsBackAFactorWithoutADevice() {
    assertThat(read(signed(Factor.PASSCODE, Optional.empty()), OFFER))
        .isEqualTo(new Preselection(Optional.of(Factor.PASSCODE), Optional.empty()));
  }

  @Example
  void meansNothingOnceTheDeviceOrTheFactorIsGone() {
    assertThat(read(TABLET_PUSH, offer(ALL, PHONE))).isEqualTo(Preselection.NONE);
    assertThat(read(TABLET_PUSH, offer(List.of(Factor.PHONE, Factor.PASSCODE), PHONE, TABLET)))
        .isEqualTo(Preselection.NONE);
    assertThat(read(TABLET_PUSH, offer(ALL, PHONE, LANDLINE))).isEqualTo(Preselection.NONE);
    assertThat(read(TABLET_PUSH, OFFER).deviceId()).contains("DP2");
  }

  @Example
  void meansNothingForAnotherUserRealmOrKey() {
    List<SecretKey> keys = List.of(KEY);
    assertThat(LastFactorCookie.read(TABLET_PUSH, OFFER, "realm", "bob", keys))
        .isEqualTo(Preselection.NONE);
    assertThat(LastFactorCookie.read(TABLET_PUSH, OFFER, "other", "alice", keys))
        .isEqualTo(Preselection.NONE);
    assertThat(LastFactorCookie.read(TABLET_PUSH, OFFER, "realm", "alice", List.of(OTHER_KEY)))
        .isEqualTo(Preselection.NONE);
    assertThat(LastFactorCookie.read(null, OFFER, "realm", "alice", keys))
        .isEqualTo(Preselection.NONE);
  }

  @Example
  void tellsNeitherUserNorDevice() {
    assertThat(TABLET_PUSH).startsWith("1.push.").doesNotContain("alice", "DP2", "realm");
    assertThat(signed(Factor.PUSH, Optional.of("DP1"))).isNotEqualTo(TABLET_PUSH);
  }

  @Example
  void isNotWrittenForWhatOurPagesCannotAsk() {
    assertThat(LastFactorCookie.signed(Factor.UNIVERSAL, Optional.empty(), "realm", "alice", KEY))
        .isEmpty();
  }

  @Property
  void isWorthNothingWithOneLetterChanged(
      @ForAll @IntRange(max = 92) int place, @ForAll char letter) {
    String changed = TABLET_PUSH.substring(0, place) + letter + TABLET_PUSH.substring(place + 1);
    assertThat(read(changed, OFFER).equals(Preselection.NONE))
        .isEqualTo(!changed.equals(TABLET_PUSH));
  }

  @Property
  void isNotFooledByAnyText(@ForAll String text) {
    assertThat(read(text, OFFER)).isEqualTo(Preselection.NONE);
    assertThat(read("2" + TABLET_PUSH.substring(1), OFFER)).isEqualTo(Preselection.NONE);
  }

  @Provide
  Arbitrary<FactorOffer> offers() {
    return Offers.any();
  }
}
