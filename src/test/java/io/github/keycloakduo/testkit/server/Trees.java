package io.github.keycloakduo.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies and deletes directory trees. */
public final class Trees {

  private Trees() {}

  /**
   * Copies with time stamps: an optimized server refuses to start when a provider jar is not as old
   * as it was at the build. Big libraries are linked, not copied, since no server writes to them.
   */
  public static void copy(Path from, Path to) throws IOException {
    Path libraries = from.resolve("lib/lib");
    for (Path source : tree(from)) {
      Path target = to.resolve(from.relativize(source).toString());
      if (Files.isDirectory(source)) {
        Files.createDirectories(target);
      } else if (source.startsWith(libraries)) {
        Files.createLink(target, source);
      } else {
        Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Deletes a tree that may be gone already. */
  public static void delete(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try {
      List<Path> paths = tree(root);
      for (Path path : paths.stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what lies in {@code directory} and has a name starting with {@code prefix}. */
  static void deleteAll(Path directory, String prefix) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> children = Files.list(directory)) {
      children
          .filter(child -> child.getFileName().toString().startsWith(prefix))
          .forEach(Trees::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> tree(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.toList();
    }
  }
}
