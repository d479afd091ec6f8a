package io.github.keycloakduo.mfa;

import java.time.Duration;
import java.time.Instant;

/**
 * The moment at which something has to be over, such as the wait for a push.
 *
 * @param at the first instant that is too late
 */
public record Deadline(Instant at) {
  /** So long from now. */
  public static Deadline in(Duration time, Instant now) {
    return new Deadline(now.plus(time));
  }

  /** Whether it has come. */
  public boolean isOver(Instant now) {
    return !now.isBefore(at);
  }

  /** The time that is left; never negative. */
  public Duration left(Instant now) {
    Duration left = Duration.between(now, at);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Whichever comes first. */
  public Deadline earlierOf(Deadline other) {
    return other.at.isBefore(at) ? other : this;
  }
}
