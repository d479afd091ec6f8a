package io.github.keycloakduo.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A push or a call that waits for a person; a verification code marks a Verified Push. */
public record PendingPush(
    String txid,
    String user,
    Factor factor,
    String deviceId,
    String deviceName,
    String type,
    String displayUsername,
    String ipAddress,
    Map<String, String> pushInfo,
    Optional<String> verificationCode,
    String status,
    Instant expires) {

  public PendingPush {
    pushInfo = Map.copyOf(pushInfo);
  }

  static PendingPush of(Transaction transaction) {
    PushRequest request = transaction.request();
    return new PendingPush(
        transaction.id(),
        transaction.user().name(),
        request.factor(),
        request.device().map(Device::id).orElse(""),
        request.device().map(Device::name).orElse(""),
        request.type(),
        request.displayUsername(),
        request.ipAddress(),
        request.pushInfo(),
        request.verificationCode(),
        transaction.current().status(),
        transaction.expires());
  }
}
