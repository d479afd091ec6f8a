package io.github.keycloakduo.keycloak.console;

import io.github.keycloakduo.mfa.StableHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of the page, from the jar. They are served below a hash of all of them, so that
 * browsers may keep them and never mix those of two versions.
 */
final class ConsoleFiles {
  static final String SCRIPT = "text/javascript;charset=UTF-8";
  static final String STYLES = "text/css;charset=UTF-8";

  private static final List<String> NAMES =
      List.of(
          "api.js",
          "break-glass.js",
          "configurations.js",
          "console.css",
          "console.js",
          "dom.js",
          "editor.js",
          "explain.js",
          "flows.js",
          "graces.js",
          "import.js",
          "vendor/keycloak.js");
  private static final int HASH_LENGTH = 16;

  /** Those of this jar; read once. */
  static final ConsoleFiles OF_JAR = new ConsoleFiles();

  private final Map<String, String> texts;
  private final String page;
  private final String hash;

  private ConsoleFiles() {
    this.page = read("index.html");
    this.texts =
        NAMES.stream().collect(Collectors.toUnmodifiableMap(name -> name, ConsoleFiles::read));
    List<String> all = new ArrayList<>();
    NAMES.forEach(name -> all.add(text(name).orElseThrow()));
    this.hash = StableHash.of(all).substring(0, HASH_LENGTH);
  }

  /**
   * The page, with the addresses of its files below its own.
   *
   * @param keycloakResources the folder of Keycloak's resources of this version
   */
  String page(String keycloakResources) {
    return page.replace("@files@", "console/" + hash)
        .replace("@keycloak@", "../../../resources/" + keycloakResources + "/common/keycloak");
  }

  /** The text of a file; empty for the files of another version. */
  Optional<String> text(String version, String name) {
    return version.equals(hash) ? text(name) : Optional.empty();
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  static String type(String name) {
    return name.endsWith(".css") ? STYLES : SCRIPT;
  }

  /** The names of all files but the page itself. */
  static Stream<String> names() {
    return NAMES.stream();
  }

  private static String read(String name) {
    try (InputStream stream = ConsoleFiles.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
