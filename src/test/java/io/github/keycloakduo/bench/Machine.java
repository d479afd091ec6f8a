package io.github.keycloakduo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Where and when a row was measured.
 *
 * @param processors those that the measurement may use
 * @param pinned whether server and driver have a processor of their own
 */
record Machine(
    String row,
    Instant at,
    String processor,
    int processors,
    long memoryGib,
    String system,
    String java,
    String keycloak,
    String database,
    boolean pinned,
    boolean shortened)
    implements Result {

  static Machine here(
      String row, String keycloak, String database, boolean pinned, boolean shortened) {
    return new Machine(
        row,
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        line("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        Math.round(Long.parseLong(line("/proc/meminfo", "MemTotal").split(" ")[0]) / 1048576.0),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        keycloak,
        database,
        pinned,
        shortened);
  }

  private static String line(String file, String name) {
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      return lines.stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("0 unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
