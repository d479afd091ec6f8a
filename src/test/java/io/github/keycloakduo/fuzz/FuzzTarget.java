package io.github.keycloakduo.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class {@code *Fuzz} of the tests, whose method {@code fuzzerTestOneInput} takes any bytes.
 * Inputs that are kept are in a folder of its name.
 */
record FuzzTarget(String className) {
  private static final Path SOURCES = Path.of("src", "test", "java");
  private static final Path CORPORA = Path.of("src", "test", "resources", "fuzz");

  static List<FuzzTarget> all() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .map(file -> SOURCES.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.endsWith("Fuzz.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .sorted()
          .map(FuzzTarget::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  Path corpus() {
    return CORPORA.resolve(name());
  }

  List<Path> inputs() {
    if (!Files.isDirectory(corpus())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(corpus())) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void run(byte[] input) throws Throwable {
    try {
      Class.forName(className)
          .getMethod("fuzzerTestOneInput", byte[].class)
          .invoke(null, (Object) input);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}
