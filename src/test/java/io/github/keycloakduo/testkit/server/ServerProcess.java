package io.github.keycloakduo.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One run of {@code kc.sh} and of the Java process below it, with its output in a file. */
final class ServerProcess {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final int TAIL_LINES = 60;

  private final Process shell;
  private final Path log;
  private final Thread hook = new Thread(this::kill, "kill-keycloak");

  private ServerProcess(Process shell, Path log) {
    this.shell = shell;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static ServerProcess start(
      Path home, List<String> arguments, Map<String, String> environment, Path log) {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/kc.sh").toString()));
    command.addAll(arguments);
    return start(command, home, environment, log);
  }

  /** Any command that runs {@code kc.sh}. */
  static ServerProcess start(
      List<String> command, Path home, Map<String, String> environment, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    // Settings of the developer's own server must not leak into the one under test.
    builder.environment().keySet().removeIf(name -> name.matches("KC_.*|JAVA_OPTS.*|JAVA|DEBUG"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      return new ServerProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command of {@code kc.sh} that ends by itself and must succeed. */
  static void run(Path home, List<String> arguments, Path log) {
    KcCommand.Run run = end(home, arguments, Map.of(), log);
    if (run.status() != 0) {
      throw new IllegalStateException("kc.sh " + arguments + " failed:\n" + run.said());
    }
  }

  /** Runs a command of {@code kc.sh} that ends by itself. */
  static KcCommand.Run end(
      Path home, List<String> arguments, Map<String, String> environment, Path log) {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("JAVA_OPTS_APPEND", String.join(" ", ServerOptions.JVM));
    ServerProcess process = start(home, arguments, all, log);
    try {
      if (!process.exited(LIMIT)) {
        throw process.failure("kc.sh " + arguments + " does not end");
      }
      return new KcCommand.Run(process.shell.exitValue(), process.logText());
    } finally {
      process.kill();
    }
  }

  /** Waits for the server, and gives up as soon as it has died. */
  void awaitReady(BooleanSupplier ready) {
    Instant deadline = Instant.now().plus(LIMIT);
    while (!ready.getAsBoolean()) {
      if (exited(Duration.ofMillis(100))) {
        throw failure("Keycloak died with exit code " + shell.exitValue());
      }
      if (Instant.now().isAfter(deadline)) {
        throw failure("Keycloak was not ready after " + LIMIT);
      }
    }
  }

  void stop() {
    shell.destroy();
    exited(Duration.ofSeconds(30));
    kill();
  }

  /** Kills Java before its wrapper: a killed wrapper alone would leave Java running. */
  void kill() {
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
    exited(Duration.ofSeconds(10));
    if (Thread.currentThread() != hook) {
      unhook();
    }
  }

  private void unhook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The machine is already going down, and the hook does this work again without harm.
      return;
    }
  }

  /** Of Java, which the shell may have become. */
  long javaId() {
    return Stream.concat(Stream.of(shell.toHandle()), shell.descendants())
        .filter(process -> process.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  String logText() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean exited(Duration patience) {
    try {
      shell.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Keycloak", e);
    }
  }

  private IllegalStateException failure(String message) {
    List<String> lines = logText().lines().toList();
    List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    return new IllegalStateException(
        message + "; the end of " + log + ":\n" + String.join("\n", tail));
  }
}
