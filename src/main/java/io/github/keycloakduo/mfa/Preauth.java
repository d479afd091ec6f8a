package io.github.keycloakduo.mfa;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The answer of Duo to the question whether, and how, a user may authenticate.
 *
 * @see <a href="https://duo.com/docs/authapi#/preauth">Duo Auth API, /preauth</a>
 */
public sealed interface Preauth {
  /** A function for each case. */
  record Cases<R>(
      Function<Challenge, R> challenge,
      Function<Bypass, R> bypass,
      Function<Denied, R> denied,
      Function<Enroll, R> enroll) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<Challenge, R> challenge,
      Function<Bypass, R> bypass,
      Function<Denied, R> denied,
      Function<Enroll, R> enroll) {
    return match(new Cases<>(challenge, bypass, denied, enroll));
  }

  /** Duo requires a factor. */
  record Challenge(List<Device> devices, Optional<VerifiedPush> verifiedPush) implements Preauth {
    public Challenge {
      devices = List.copyOf(devices);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.challenge().apply(this);
    }
  }

  /** Duo lets the user in without a factor. */
  record Bypass(String message) implements Preauth {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.bypass().apply(this);
    }
  }

  /** Duo refuses the user; disabled and locked-out users among them. */
  record Denied(String message) implements Preauth {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.denied().apply(this);
    }
  }

  /** Duo does not know the user yet. */
  record Enroll(String message, Optional<URI> portal) implements Preauth {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.enroll().apply(this);
    }
  }
}
