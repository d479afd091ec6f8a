package io.github.keycloakduo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The processor time of the compiler's threads in a JVM on Linux. */
final class CompilerTime {
  /** Of all Linux systems that Java runs on. */
  private static final double MILLIS_OF_A_TICK = 10;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private final Path tasks;
  private final Map<Path, Long> ticks = new HashMap<>();

  CompilerTime(long pid) {
    tasks = Path.of("/proc", Long.toString(pid), "task");
  }

  /** Milliseconds since the start; of a thread that has ended, what was seen. */
  double millis() {
    try (Stream<Path> all = Files.list(tasks)) {
      for (Path task : all.toList()) {
        look(task);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MILLIS_OF_A_TICK * ticks.values().stream().mapToLong(Long::longValue).sum();
  }

  private void look(Path task) throws IOException {
    try {
      String name = Files.readString(task.resolve("comm"));
      if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
        String stat = Files.readString(task.resolve("stat"));
        // The fields behind the name, which may hold anything; see proc(5).
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        ticks.put(
            task, Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(SYSTEM_TIME)));
      }
    } catch (NoSuchFileException ended) {
      // Keeps what was seen of it.
      return;
    }
  }
}
