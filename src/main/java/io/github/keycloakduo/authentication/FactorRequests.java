package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.VerifiedPush;
import io.github.keycloakduo.policy.FactorChoice;
import io.github.keycloakduo.policy.PushDetails;
import java.util.Map;
import java.util.Optional;

/**
 * The requests to Duo for the factors of one login (Auth API, auth). Holds no more of the login
 * than they need, since it outlives the browser's request.
 *
 * @param pushInfo whether a push shows client, address, realm and the user's name
 */
record FactorRequests(LoginRequest login, DuoUsername username, boolean pushInfo) {
  FactorRequest passcode(Secret code) {
    return new FactorRequest.Passcode(username.name(), login.clientIp(), code);
  }

  FactorRequest onDevice(Factor factor, Optional<Device> device, Optional<VerifiedPush> verified) {
    boolean tells = factor == Factor.PUSH && pushInfo;
    return new FactorRequest.OnDevice(
        username.name(),
        login.clientIp(),
        factor,
        device.map(Device::id).orElse(FactorChoice.ANY_DEVICE),
        details(factor, tells),
        tells ? Optional.of(LogSafeText.of(login.username())) : Optional.empty(),
        factor == Factor.PUSH ? verified.map(VerifiedPush::txid) : Optional.empty());
  }

  private Map<String, String> details(Factor factor, boolean tells) {
    if (tells) {
      return PushDetails.of(login);
    }
    return factor == Factor.PUSH ? PushDetails.ofBindingMessage(login) : Map.of();
  }
}
