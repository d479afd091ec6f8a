package io.github.keycloakduo.testkit.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An installed browser: the one that a variable names, else the first one on the path. */
public enum BrowserProgram {
  /** The shell has the same engine without a user interface, and needs half the processor time. */
  CHROMIUM("Chromium", "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
  FIREFOX("Firefox", "firefox-esr", "firefox");

  private final String title;
  private final List<String> names;

  BrowserProgram(String title, String... names) {
    this.title = title;
    this.names = List.of(names);
  }

  String title() {
    return title;
  }

  public Optional<Path> find() {
    return find(System.getenv(name()), System.getenv("PATH"));
  }

  Optional<Path> find(@Nullable String chosen, @Nullable String searchPath) {
    if (chosen != null && !chosen.isEmpty()) {
      return Optional.of(Path.of(chosen)).filter(Files::isExecutable);
    }
    String directories = searchPath == null ? "" : searchPath;
    return names.stream()
        .flatMap(
            name ->
                Arrays.stream(directories.split(File.pathSeparator, -1))
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
