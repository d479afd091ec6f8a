package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Factor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What every node may know of a challenge.
 *
 * @param id random; whoever knows it may not do more than look
 * @param tab the browser tab it was started in; only there its verdict counts
 * @param factor absent while Duo is only asked what the user may do
 * @param device what to call the device that was asked
 * @param deviceId Duo's id of that device; absent when Duo chose
 * @param deadline when the wait ends, whatever Duo does
 * @param txid Duo's name for it, once the factor has started
 * @param code to be typed into Duo Mobile (Verified Push)
 * @param verdict absent while it runs
 */
public record ChallengeState(
    String id,
    String tab,
    Optional<Factor> factor,
    Optional<String> device,
    Optional<String> deviceId,
    Instant deadline,
    Optional<String> txid,
    Optional<String> code,
    Optional<Verdict> verdict) {

  static ChallengeState begun(
      String id,
      String tab,
      Optional<Factor> factor,
      Optional<io.github.keycloakduo.mfa.Device> device,
      Instant deadline) {
    return new ChallengeState(
        id,
        tab,
        factor,
        device.map(io.github.keycloakduo.mfa.Device::label),
        device.map(io.github.keycloakduo.mfa.Device::id),
        deadline,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  ChallengeState started(String newTxid, Optional<String> newCode) {
    return new ChallengeState(
        id, tab, factor, device, deviceId, deadline, Optional.of(newTxid), newCode, verdict);
  }

  ChallengeState ended(Verdict newVerdict) {
    return new ChallengeState(
        id, tab, factor, device, deviceId, deadline, txid, code, Optional.of(newVerdict));
  }

  /** Whether nothing more will happen. */
  public boolean isOver(Instant now) {
    return verdict.isPresent() || !now.isBefore(deadline);
  }

  /** Time until the deadline; never negative. */
  public Duration left(Instant now) {
    Duration left = Duration.between(now, deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
