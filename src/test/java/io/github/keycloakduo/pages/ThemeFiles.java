package io.github.keycloakduo.pages;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
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

  Properties messages() {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(ROOT.resolve("messages/messages_en.properties"))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
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
