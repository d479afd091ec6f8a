package io.github.keycloakduo.directory;

import java.time.Duration;

/**
 * The timeout of one lookup, however many searches it needs. It counts {@link System#nanoTime}, not
 * instants as {@link io.github.keycloakduo.mfa.Deadline} does: a thread waits for it, and must not
 * wait longer because the clock of the machine was set back meanwhile.
 */
final class LookupTimeout {
  private final long end;

  private LookupTimeout(long end) {
    this.end = end;
  }

  static LookupTimeout of(Duration time) {
    return new LookupTimeout(System.nanoTime() + time.toNanos());
  }

  /** The time that is left; never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
