package io.github.keycloakduo.bench;

import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The load test as a program; see docs/performance.md. */
final class BenchMain {
  private BenchMain() {}

  /** Measures the rows that are asked for, and writes the page from the figures of all rows. */
  public static void main(String... arguments) {
    int status = 1;
    try {
      status = run(Options.ofSystem()) ? 0 : 1;
    } catch (RuntimeException failed) {
      failed.printStackTrace(System.err);
    }
    // Threads of libraries must not keep the build waiting.
    System.exit(status);
  }

  private static boolean run(Options options) {
    List<String> failed = new ArrayList<>();
    List<Row> rows = Rows.all().stream().filter(row -> options.has(row.id())).toList();
    if (!rows.isEmpty()) {
      measure(options, rows, failed);
    }
    new PerformancePage(Results.read(options.rawFolder()))
        .write(options.page(), options.pictures());
    if (!failed.isEmpty()) {
      System.out.println("Rows that could not be measured: " + failed);
    }
    return failed.isEmpty();
  }

  private static void measure(Options options, List<Row> rows, List<String> failed) {
    try (Lab lab = new Lab(options)) {
      for (Row row : rows) {
        long begin = System.nanoTime();
        lab.results().clear();
        try {
          lab.results().add(machine(lab, row));
          measure(lab, row);
          lab.results().write(options.rawFolder(), row.id());
        } catch (RuntimeException | IOException error) {
          error.printStackTrace();
          failed.add(row.id());
        }
        System.out.printf(
            "row %s took %d s%n", row.id(), (System.nanoTime() - begin) / 1_000_000_000);
      }
    }
  }

  private static void measure(Lab lab, Row row) throws IOException {
    if (lab.options().profiled()) {
      Path file = lab.options().recording(row.id());
      Files.createDirectories(file.getParent());
      System.out.println(
          lab.probe().command("jfrStart", "name=row-" + row.id(), "settings=profile"));
      row.measure(lab);
      System.out.println(
          lab.probe().command("jfrDump", "name=row-" + row.id(), "filename=" + file));
      System.out.println(lab.probe().command("jfrStop", "name=row-" + row.id()));
    } else {
      row.measure(lab);
    }
  }

  private static Machine machine(Lab lab, Row row) {
    return Machine.here(
        row.id(),
        TestEnvironment.current().version(),
        lab.database().query("show server_version").get(0),
        lab.isPinned(),
        lab.options().shortened());
  }
}
