package io.github.keycloakduo.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    Path prepared = environment.work().resolve("prepared");
    String recipe = environment.version() + "-" + Fingerprint.of(ingredients().toString());
    Path home = prepared.resolve(recipe + "-" + Fingerprint.of(jars()));
    // The test run has two JVMs, which need the same servers.
    return WorkLock.hold(
        prepared,
        recipe,
        () -> {
          if (!Files.isDirectory(home)) {
            Trees.deleteAll(prepared, recipe);
            build(prepared.resolve(recipe + "-unfinished"), home);
          }
          return home;
        });
  }

  /** What tells one kind of server from another: jars by their names, for they change. */
  private List<String> ingredients() {
    List<String> all = new ArrayList<>(options.buildArguments());
    options.providers().forEach(jar -> all.add(jar.getFileName().toString()));
    options.jar().ifPresent(jar -> all.add(jar.toString()));
    return all;
  }

  private Path jar() {
    return options.jar().orElse(environment.jar());
  }

  private String jars() {
    StringBuilder all = new StringBuilder(Fingerprint.of(jar()));
    options.providers().forEach(jar -> all.append(Fingerprint.of(jar)));
    return all.toString();
  }

  private void build(Path unfinished, Path home) {
    try {
      Trees.copy(environment.dist(), unfinished);
      Files.copy(jar(), unfinished.resolve("providers/under-test.jar"));
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
}
