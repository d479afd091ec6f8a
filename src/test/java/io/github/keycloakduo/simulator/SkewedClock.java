package io.github.keycloakduo.simulator;

import java.time.Duration;
import java.time.Instant;

/** The service's idea of the time, which a test can put wrong. */
final class SkewedClock {
  private volatile Duration skew = Duration.ZERO;

  void skew(Duration newSkew) {
    skew = newSkew;
  }

  Instant now() {
    return Instant.now().plus(skew);
  }
}
