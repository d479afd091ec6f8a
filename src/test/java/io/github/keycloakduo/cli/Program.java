package io.github.keycloakduo.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own. */
final class Program {
  private Program() {}

  /** What it printed, errors included, and its exit code. */
  record Run(String output, int exitCode) {}

  static Run run(List<String> start, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(start);
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        throw new IOException("the program does not end");
      }
      return new Run(output, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }
}
