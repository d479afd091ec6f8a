package io.github.keycloakduo.keycloak.admin.checks;

import java.time.Duration;
import java.time.Instant;

/**
 * The difference between the clock of this server and Duo's, to within about half a second, since
 * Duo's time has whole seconds.
 *
 * @param millis positive when this server is ahead
 */
public record ClockSkew(long millis) {
  /** Duo takes requests that are no older, or newer, than this. */
  static final long MAX_ACCEPTED = Duration.ofMinutes(5).toMillis();

  private static final long NOTEWORTHY = Duration.ofMinutes(1).toMillis();
  private static final long HALF_A_SECOND = 500;

  /**
   * Measured by one answer.
   *
   * @param duoSeconds what Duo said, in seconds since 1970
   */
  public static ClockSkew of(long duoSeconds, Instant asked, Instant answered) {
    long here = (asked.toEpochMilli() + answered.toEpochMilli()) / 2;
    return new ClockSkew(here - duoSeconds * 1000 - HALF_A_SECOND);
  }

  /** Whether Duo refuses what is signed at such a time. */
  public boolean isRefused() {
    return Math.abs(millis) >= MAX_ACCEPTED;
  }

  /** Whether an administrator should correct the clock. */
  public boolean isNoteworthy() {
    return Math.abs(millis) >= NOTEWORTHY;
  }

  /** One clause for the administrator. */
  public String describe() {
    return "the clock of this server is "
        + Math.abs(millis)
        + " ms "
        + (millis < 0 ? "behind" : "ahead of")
        + " Duo's";
  }
}
