package io.github.keycloakduo.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with the jar that is not started: commands of {@code kc.sh} that end by themselves. */
public final class KcCommand implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Path home;

  /** What came of a command. */
  public record Run(int status, String said) {}

  private KcCommand(Path home) {
    this.home = home;
  }

  /** A home of its own, built with these options. */
  public static KcCommand prepare(ServerOptions options) {
    TestEnvironment environment = TestEnvironment.current();
    Path prepared = new PreparedServer(environment, options).home();
    String name = "command-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    Path home = environment.work().resolve("servers").resolve(name);
    try {
      Trees.copy(prepared, home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new KcCommand(home);
  }

  /** Runs {@code kc.sh} with these arguments to its end. */
  public Run run(String... arguments) {
    Path log = home.resolveSibling(home.getFileName() + ".log");
    return ServerProcess.end(home, List.of(arguments), Map.of(), log);
  }

  @Override
  public void close() {
    Trees.delete(home);
  }
}
