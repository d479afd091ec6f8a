package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Devices and offers for tests. */
final class Offers {
  static final Device PHONE = device("DP1", Factor.PUSH, Factor.SMS, Factor.PHONE);
  static final Device TABLET = device("DP2", Factor.PUSH);
  static final Device LANDLINE = device("DP3", Factor.PHONE);
  static final Device TOKEN = device("DH1");

  private Offers() {}

  static Device device(String id, Factor... capabilities) {
    return new Device(id, "label of " + id, Set.of(capabilities));
  }

  static FactorOffer offer(List<Factor> configured, Device... devices) {
    return new FactorOffer(configured, Arrays.asList(devices));
  }

  /** Any configuration and any devices. */
  static Arbitrary<FactorOffer> any() {
    return Combinators.combine(
            Arbitraries.of(Factor.class).list().uniqueElements().ofMaxSize(4),
            Arbitraries.of(PHONE, TABLET, LANDLINE, TOKEN).list().uniqueElements().ofMaxSize(4))
        .as(FactorOffer::new);
  }
}
