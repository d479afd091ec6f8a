package io.github.keycloakduo.simulator;

import java.util.Map;
import java.util.Optional;

/** What an application asked for with a push or a call, as the phone shows it. */
record PushRequest(
    Factor factor,
    Optional<Device> device,
    String type,
    String displayUsername,
    String ipAddress,
    Map<String, String> pushInfo,
    Optional<String> verificationCode) {

  PushRequest {
    pushInfo = Map.copyOf(pushInfo);
  }

  static PushRequest of(
      Factor factor, Optional<Device> device, Params params, Optional<String> verificationCode) {
    return new PushRequest(
        factor,
        device,
        params.optional("type").orElse("Login"),
        params.optional("display_username").orElse(""),
        params.ipAddress(),
        FactorParameters.pushInfo(params),
        verificationCode);
  }
}
