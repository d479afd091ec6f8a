package io.github.keycloakduo.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What the command line says.
 *
 * @param rows the rows to measure; empty for all
 * @param shortened whether the run only has to show that everything works
 * @param profiled whether Java Flight Recorder records the server during each row
 */
record Options(List<String> rows, boolean shortened, boolean profiled) {
  static Options ofSystem() {
    String rows = System.getProperty("bench.rows", "");
    return new Options(
        rows.isBlank() ? List.of() : List.of(rows.split(",", -1)),
        Boolean.getBoolean("bench.short"),
        Boolean.getBoolean("bench.profile"));
  }

  boolean has(String row) {
    return rows.isEmpty() || rows.contains(row);
  }

  Pace pace() {
    return shortened ? Pace.shortened() : Pace.full();
  }

  /** A number for a run that counts, or a smaller one. */
  int size(int full, int small) {
    return shortened ? small : full;
  }

  /** Where raw figures go: a shortened run measures nothing that is worth keeping. */
  Path rawFolder() {
    return shortened ? Path.of("target", "bench") : Path.of("docs", "performance");
  }

  /** Where the recording of a row goes. */
  Path recording(String row) {
    return Path.of("target", "bench", "row-" + row + ".jfr").toAbsolutePath();
  }

  Path page() {
    return shortened
        ? Path.of("target", "bench", "performance.md")
        : Path.of("docs", "performance.md");
  }

  Path pictures() {
    return shortened
        ? Path.of("target", "bench", "images", "performance")
        : Path.of("docs", "images", "performance");
  }
}
