package io.github.keycloakduo.duo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of connections to one host that a JVM can afford. Each pending push holds one for as
 * long as its user needs, so that it decides how many users may be waited for at once; it must not
 * take the files and the memory that all other logins need.
 */
final class ConnectionLimit {
  static final int MOST = 20_512;

  /** Of heap, for a pending push with its connection; measured in {@code docs/performance.md}. */
  private static final long BYTES = 25 * 1024;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern OPEN_FILES = Pattern.compile("^Max open files +([0-9]{1,18}) ");

  private ConnectionLimit() {}

  /** That of the JVM that runs. */
  static int ofJvm() {
    return of(files(), Runtime.getRuntime().maxMemory());
  }

  /**
   * Of what there is: a quarter of the files is left to browsers, database and cluster, and half of
   * the heap.
   *
   * @param files that the process may have open
   * @param heap at most, in bytes
   */
  static int of(long files, long heap) {
    long affordable = Math.min(files / 4 * 3, heap / 2 / BYTES);
    return (int) Math.max(1, Math.min(MOST, affordable));
  }

  /** Where Linux says it; elsewhere there is no limit that is known. */
  private static long files() {
    try {
      return files(Files.readAllLines(LIMITS));
    } catch (IOException | UncheckedIOException none) {
      return Long.MAX_VALUE;
    }
  }

  /** The soft limit, in the lines of proc(5). */
  static long files(List<String> limits) {
    return limits.stream()
        .map(OPEN_FILES::matcher)
        .filter(Matcher::find)
        .map(line -> Long.parseLong(line.group(1)))
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }
}
