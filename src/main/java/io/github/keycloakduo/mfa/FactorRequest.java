package io.github.keycloakduo.mfa;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One factor to be tried with Duo for one user. */
public sealed interface FactorRequest {
  /** A function for each case. */
  record Cases<R>(Function<Passcode, R> passcode, Function<OnDevice, R> onDevice) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(Function<Passcode, R> passcode, Function<OnDevice, R> onDevice) {
    return match(new Cases<>(passcode, onDevice));
  }

  /** The user as Duo knows him. */
  String identity();

  /** The address the user comes from, if known. */
  Optional<String> clientIp();

  /** The factor that is tried. */
  Factor factor();

  /** A code the user typed. */
  record Passcode(String identity, Optional<String> clientIp, Secret code)
      implements FactorRequest {
    @Override
    public Factor factor() {
      return Factor.PASSCODE;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.passcode().apply(this);
    }
  }

  /**
   * A factor on a device.
   *
   * @param device Duo's device id, or {@code auto}
   * @param details shown on the device beside a push; empty for none
   * @param displayUsername shown on the device as the user's name
   * @param verificationTxid of a Verified Push
   */
  record OnDevice(
      String identity,
      Optional<String> clientIp,
      Factor factor,
      String device,
      Map<String, String> details,
      Optional<String> displayUsername,
      Optional<String> verificationTxid)
      implements FactorRequest {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.onDevice().apply(this);
    }
  }
}
