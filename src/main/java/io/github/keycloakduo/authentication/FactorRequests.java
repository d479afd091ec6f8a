package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.VerifiedPush;
import io.github.keycloakduo.policy.FactorChoice;
import io.github.keycloakduo.policy.PushDetails;
import java.util.Map;
import java.util.Optional;

/** Builds what is sent to Duo for a chosen factor. */
final class FactorRequests {
  private FactorRequests() {}

  static FactorRequest passcode(Visit visit, Secret code) {
    return new FactorRequest.Passcode(visit.identity().name(), visit.login().clientIp(), code);
  }

  static FactorRequest onDevice(
      Visit visit, Factor factor, Optional<Device> device, Optional<VerifiedPush> verified) {
    boolean tells = factor == Factor.PUSH && visit.settings().pushInfo();
    return new FactorRequest.OnDevice(
        visit.identity().name(),
        visit.login().clientIp(),
        factor,
        device.map(Device::id).orElse(FactorChoice.ANY_DEVICE),
        details(visit, factor, tells),
        tells ? Optional.of(LogSafeText.of(visit.login().username())) : Optional.empty(),
        factor == Factor.PUSH ? verified.map(VerifiedPush::txid) : Optional.empty());
  }

  private static Map<String, String> details(Visit visit, Factor factor, boolean tells) {
    if (tells) {
      return PushDetails.of(visit.login());
    }
    return factor == Factor.PUSH ? PushDetails.ofBindingMessage(visit.login()) : Map.of();
  }
}
