package io.github.keycloakduo.testkit.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the installed Chromium: the CHROMIUM variable's, else the first one on the path. */
final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private Chromium() {}

  static Optional<Path> find() {
    return find(System.getenv("CHROMIUM"), System.getenv("PATH"));
  }

  static Optional<Path> find(@Nullable String chosen, @Nullable String searchPath) {
    if (chosen != null && !chosen.isEmpty()) {
      return Optional.of(Path.of(chosen)).filter(Files::isExecutable);
    }
    String directories = searchPath == null ? "" : searchPath;
    return NAMES.stream()
        .flatMap(
            name ->
                Arrays.stream(directories.split(File.pathSeparator, -1))
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
