package io.github.keycloakduo.chaos;

import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The extension as it was at an earlier commit, built from the repository's history and kept. The
 * commit is a revision in the system property {@code chaos.older}.
 */
final class OlderJar {
  /** The first that hands its pushes to another node when it stops; there is no release yet. */
  private static final String DEFAULT = "f510cad";

  private static final long MINUTES = 10;
  private static final String BUILT = "target/keycloak-duo-mfa.jar";

  private OlderJar() {}

  static String revision() {
    return System.getProperty("chaos.older", DEFAULT);
  }

  /** Builds it, unless that was done before. */
  static Path get() {
    Path work = TestEnvironment.current().work().resolve("older");
    Path sources = work.resolve(revision());
    Path jar = work.resolve("keycloak-duo-mfa-" + revision() + ".jar");
    if (!Files.exists(jar)) {
      try {
        Files.createDirectories(sources);
        run(sources, "sh", "-c", "git -C '%s' archive %s | tar -x".formatted(root(), revision()));
        run(
            sources,
            "mvn",
            "-o",
            "-q",
            "-B",
            "-Dmaven.test.skip=true",
            "-DskipITs",
            "-Dspotless.check.skip=true",
            "-Dassembly.skipAssembly=true",
            "package");
        Files.copy(sources.resolve(BUILT), jar);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return jar;
  }

  private static Path root() {
    return Path.of("").toAbsolutePath();
  }

  private static void run(Path folder, String... command) {
    try {
      Path log = folder.resolveSibling(folder.getFileName() + ".log");
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(List.of(command) + " failed: " + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
