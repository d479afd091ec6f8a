package io.github.keycloakduo.bench;

import java.time.Duration;

/**
 * How long a comparison takes.
 *
 * @param parallel logins at once
 * @param warmUp of each arm, before anything counts
 * @param slice how long one arm runs in one round
 */
record Pace(int parallel, Duration warmUp, int rounds, Duration slice) {
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration SLICE = Duration.ofSeconds(2);

  /** For figures. */
  static Pace full() {
    return new Pace(2, WARM_UP, 12, SLICE);
  }

  /** For a look whether it works. */
  static Pace shortened() {
    return new Pace(2, Duration.ofSeconds(3), 6, Duration.ofSeconds(1));
  }
}
