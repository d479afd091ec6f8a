package io.github.keycloakduo.directory;

import java.time.Duration;

/** The timeouts of a directory. Longer ones than {@link #MAX} are cut. */
public record Timeouts(Duration connect, Duration read) {
  /** What holds where nothing else is configured. */
  public static final Duration DEFAULT = Duration.ofSeconds(5);

  /** A thread that serves logins waits, so nobody may ask for more. */
  public static final Duration MAX = Duration.ofSeconds(10);

  public Timeouts {
    connect = bounded(connect);
    read = bounded(read);
  }

  /** Neither is configured. */
  public static Timeouts defaults() {
    return new Timeouts(DEFAULT, DEFAULT);
  }

  /** Zero and less would mean "for ever" to a socket. */
  private static Duration bounded(Duration configured) {
    if (configured.toMillis() <= 0) {
      return DEFAULT;
    }
    return configured.compareTo(MAX) > 0 ? MAX : configured;
  }
}
