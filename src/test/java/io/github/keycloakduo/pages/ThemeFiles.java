package io.github.keycloakduo.pages;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Our theme's source files by name. */
final class ThemeFiles {
  private static final Path ROOT = Path.of("themes", "duo", "login");

  Map<String, String> templates() {
    return read(ROOT, ".ftl");
  }

  Map<String, String> scripts() {
    return read(ROOT.resolve("resources"), ".js");
  }

  Map<String, String> styles() {
    return read(ROOT.resolve("resources"), ".css");
  }

  /** The text of each file of messages, by the language in its name. */
  SortedMap<String, String> languages() {
    SortedMap<String, String> languages = new TreeMap<>();
    read(ROOT.resolve("messages"), ".properties")
        .forEach((name, text) -> languages.put(language(name), text));
    return languages;
  }

  Properties messages() {
    return messages("en");
  }

  Properties messages(String language) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Objects.requireNonNull(languages().get(language))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static String language(String file) {
    return file.replaceFirst("^messages_", "").replaceFirst("\\.properties$", "");
  }

  private static Map<String, String> read(Path root, String ending) {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file : found.filter(path -> path.toString().endsWith(ending)).toList()) {
        texts.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
