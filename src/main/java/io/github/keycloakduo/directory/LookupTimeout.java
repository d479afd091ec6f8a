package io.github.keycloakduo.directory;

import java.time.Duration;

/** When a lookup must be over, however many searches it needs. */
final class LookupTimeout {
  private final long end;

  private LookupTimeout(long end) {
    this.end = end;
  }

  static LookupTimeout in(Duration time) {
    return new LookupTimeout(System.nanoTime() + time.toNanos());
  }

  /** Never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
