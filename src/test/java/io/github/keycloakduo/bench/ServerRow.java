package io.github.keycloakduo.bench;

import io.github.keycloakduo.testkit.server.Http;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.TestEnvironment;
import io.github.keycloakduo.testkit.server.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The row about a server with the jar, and one without. */
final class ServerRow {
  private static final int ROUNDS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private ServerRow() {}

  static List<Row> all() {
    return List.of(new Measured("12", ServerRow::measure));
  }

  private static void measure(Lab lab) {
    Path work = TestEnvironment.current().work().resolve("bench");
    Path plain = home(work.resolve("plain"), false);
    Path ours = home(work.resolve("ours"), true);
    compare(lab, "kc.sh build with the jar / without: CPU", 1.05, plain, ours, ServerRow::build);
    compare(lab, "start with the jar / without: CPU", 1.02, plain, ours, ServerRow::start);
    Trees.delete(plain);
    Trees.delete(ours);
  }

  private static Path home(Path home, boolean withJar) {
    TestEnvironment environment = TestEnvironment.current();
    try {
      Trees.delete(home);
      Trees.copy(environment.dist(), home);
      if (withJar) {
        Files.copy(environment.jar(), home.resolve("providers/under-test.jar"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return home;
  }

  private static void compare(
      Lab lab, String name, double goal, Path plain, Path ours, ToDoubleFunction<Path> cpu) {
    int rounds = lab.options().size(ROUNDS, 1);
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      boolean oursFirst = round % 2 == 1;
      double one = cpu.applyAsDouble(oursFirst ? ours : plain);
      double other = cpu.applyAsDouble(oursFirst ? plain : ours);
      ratios.add(oursFirst ? one / other : other / one);
      System.out.printf("%s: %.2f s %.2f s%n", name, one, other);
    }
    lab.results().add(Figure.of("12", name, "ratio", Statistics.median(ratios), rounds).goal(goal));
  }

  /** Seconds of processor time. */
  private static double build(Path home) {
    List<String> arguments = ServerOptions.defaults().buildArguments();
    Path output = home.resolve("times.txt");
    try {
      Process shell =
          new ProcessBuilder(
                  "sh", "-c", "bin/kc.sh build " + String.join(" ", arguments) + "; echo; times")
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (shell.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(output));
      }
      List<String> lines = Files.readAllLines(output);
      // The last line has the times of what the shell has run.
      return Stream.of(lines.get(lines.size() - 1).trim().split(" ", -1))
          .mapToDouble(ServerRow::seconds)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As the shell writes them: 1m2.34s. */
  private static double seconds(String time) {
    String[] parts = time.replace("s", "").split("m", -1);
    return 60 * Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]);
  }

  private static double start(Path home) {
    int management = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                "bin/kc.sh",
                "start",
                "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--hostname-strict=false",
                "--http-port=" + freePort(),
                "--http-management-port=" + management)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("start.log").toFile());
    try {
      Process server = builder.start();
      try {
        long end = System.nanoTime() + PATIENCE.toNanos();
        URI ready = URI.create("http://127.0.0.1:" + management + "/health/ready");
        while (!Http.answers(ready, 200)) {
          if (System.nanoTime() > end || !server.isAlive()) {
            throw new IllegalStateException(Files.readString(home.resolve("start.log")));
          }
          LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return Stream.concat(Stream.of(server.toHandle()), server.descendants())
                .mapToLong(
                    process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
                .sum()
            / 1000.0;
      } finally {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
