package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of a challenge that every node may know: one call to Duo that runs in the background.
 *
 * @param id random; whoever knows it may do no more than look
 * @param tab the browser tab it was started in; only there its result counts
 * @param factor absent while Duo is only asked what the user may do
 * @param device what to call the device that was asked
 * @param deviceId Duo's id of that device; absent when Duo chose
 * @param deadline when the wait ends, whatever Duo does
 * @param txid Duo's transaction, once the factor has started
 * @param code to be typed into Duo Mobile (Verified Push)
 * @param enrolment the enrolment that waits for a phone, if it is one
 * @param result absent while it runs
 */
public record ChallengeState(
    String id,
    String tab,
    Optional<Factor> factor,
    Optional<String> device,
    Optional<String> deviceId,
    Deadline deadline,
    Optional<String> txid,
    Optional<String> code,
    Optional<RunningEnrolment> enrolment,
    Optional<ChallengeResult> result) {

  /** A call that contacts no device and checks no passcode. */
  static ChallengeState begun(String id, String tab, Deadline deadline) {
    return begun(id, tab, Optional.empty(), Optional.empty(), deadline);
  }

  static ChallengeState begun(
      String id, String tab, Optional<Factor> factor, Optional<Device> device, Deadline deadline) {
    return new ChallengeState(
        id,
        tab,
        factor,
        device.map(Device::label),
        device.map(Device::id),
        deadline,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  ChallengeState started(String newTxid, Optional<String> newCode) {
    return new ChallengeState(
        id,
        tab,
        factor,
        device,
        deviceId,
        deadline,
        Optional.of(newTxid),
        newCode,
        enrolment,
        result);
  }

  /** The same once Duo has begun an enrolment, or has said that it still waits. */
  ChallengeState enrolling(RunningEnrolment waiting, Deadline newDeadline) {
    return new ChallengeState(
        id, tab, factor, device, deviceId, newDeadline, txid, code, Optional.of(waiting), result);
  }

  ChallengeState ended(ChallengeResult newResult) {
    return new ChallengeState(
        id, tab, factor, device, deviceId, deadline, txid, code, enrolment, Optional.of(newResult));
  }

  /** The result, if there is one that answers this kind of question. */
  <R extends ChallengeResult> Optional<R> result(Class<R> kind) {
    return result.filter(kind::isInstance).map(kind::cast);
  }

  /** Whether nothing more will happen. */
  public boolean isOver(Instant now) {
    return result.isPresent() || deadline.isOver(now);
  }

  /** Time until the deadline; never negative. */
  public Duration left(Instant now) {
    return deadline.left(now);
  }
}
