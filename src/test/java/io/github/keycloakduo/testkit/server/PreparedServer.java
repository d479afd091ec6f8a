package io.github.keycloakduo.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A server after {@code kc.sh build} with the jars in {@code providers/}. Kept under a name made of
 * all that went into it, so that only a changed jar, version or build option costs a new build.
 */
final class PreparedServer {
  private final TestEnvironment environment;
  private final ServerOptions options;

  PreparedServer(TestEnvironment environment, ServerOptions options) {
    this.environment = environment;
    this.options = options;
  }

  /** The home directory of the prepared server; nobody may start it in place. */
  Path home() {
    // A file lock belongs to the whole JVM.
    synchronized (PreparedServer.class) {
      return locked();
    }
  }

  private Path locked() {
    Path prepared = environment.work().resolve("prepared");
    String recipe = environment.version() + "-" + hash(ingredients().toString());
    Path home = prepared.resolve(recipe + "-" + hash(jars()));
    // The test run has two JVMs, which need the same servers.
    try (FileChannel file = lockFile(prepared);
        FileLock held = file.lock()) {
      Objects.requireNonNull(held, "the lock of the prepared servers");
      if (!Files.isDirectory(home)) {
        Trees.deleteAll(prepared, recipe);
        build(prepared.resolve(recipe + "-unfinished"), home);
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What tells one kind of server from another: jars by their names, for they change. */
  private List<String> ingredients() {
    List<String> all = new ArrayList<>(options.buildArguments());
    options.providers().forEach(jar -> all.add(jar.getFileName().toString()));
    return all;
  }

  private String jars() {
    StringBuilder all = new StringBuilder(hash(environment.jar()));
    options.providers().forEach(jar -> all.append(hash(jar)));
    return all.toString();
  }

  private static FileChannel lockFile(Path folder) throws IOException {
    Files.createDirectories(folder);
    return FileChannel.open(
        folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private void build(Path unfinished, Path home) {
    try {
      Trees.copy(environment.dist(), unfinished);
      Files.copy(environment.jar(), unfinished.resolve("providers/under-test.jar"));
      for (Path jar : options.providers()) {
        Files.copy(jar, unfinished.resolve("providers").resolve(jar.getFileName()));
      }
      List<String> command = new ArrayList<>(List.of("build"));
      command.addAll(options.buildArguments());
      ServerProcess.run(unfinished, command, unfinished.resolve("build.log"));
      Files.move(unfinished, home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(Path file) {
    try {
      return hash(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
