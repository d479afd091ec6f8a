package io.github.keycloakduo.mfa;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request to Duo to try one factor for one user.
 *
 * @see <a href="https://duo.com/docs/authapi#/auth">Duo Auth API, /auth</a>
 */
public sealed interface FactorRequest {
  /** A function for each case. */
  record Cases<R>(Function<Passcode, R> passcode, Function<OnDevice, R> onDevice) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(Function<Passcode, R> passcode, Function<OnDevice, R> onDevice) {
    return match(new Cases<>(passcode, onDevice));
  }

  /** The name by which Duo knows the user. */
  String identity();

  /** The address the user comes from, if known. */
  Optional<ClientIp> clientIp();

  /** The factor that is tried. */
  Factor factor();

  /** The check of a code that the user typed. */
  record Passcode(String identity, Optional<ClientIp> clientIp, Secret code)
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
   * A factor on a device of the user.
   *
   * @param device Duo's device id, or {@code auto}
   * @param details shown on the device beside a push; empty for none
   * @param displayUsername shown on the device as the user's name
   * @param verificationTxid of a Verified Push
   */
  record OnDevice(
      String identity,
      Optional<ClientIp> clientIp,
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
