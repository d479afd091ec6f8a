package io.github.keycloakduo.chaos;

import io.github.keycloakduo.testkit.server.ServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A clock of a whole server process that is wrong: the library of Debian's package {@code faketime}
 * answers what the system's clock is asked. Intervals and the dates of files stay as they are.
 */
final class WrongClock {
  private static final String LIBRARY = "libfaketimeMT.so.1";

  private WrongClock() {}

  /** Has a server's clock go ahead by so much. */
  static ServerOptions ahead(ServerOptions options, Duration by) {
    return options
        .withEnvironment("LD_PRELOAD", library().orElseThrow().toString())
        .withEnvironment("FAKETIME", "+" + by.toSeconds())
        .withEnvironment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        // Otherwise a wait of the JVM with a bound ends at once.
        .withEnvironment("FAKETIME_FORCE_MONOTONIC_FIX", "0")
        .withEnvironment("NO_FAKE_STAT", "1");
  }

  private static Optional<Path> library() {
    return Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu", "faketime")
        .map(folder -> Path.of("/usr/lib", folder, "faketime", LIBRARY))
        .filter(Files::exists)
        .findFirst();
  }
}
