package io.github.keycloakduo.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A jar of test classes for {@code providers/}: what a test wants to have inside of the server,
 * which the product does not bring.
 */
public final class ProviderJar {
  /** Equal bytes for equal classes, so that the prepared server can be kept. */
  private static final LocalDateTime ANY_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final String name;
  private final SortedMap<String, byte[]> entries = new TreeMap<>();

  private ProviderJar(String name) {
    this.name = name;
  }

  /**
   * Packs a provider.
   *
   * @param spi of Keycloak's, which the first of the classes implements
   * @return the jar
   */
  public static Path of(String name, Class<?> spi, List<Class<?>> classes) {
    ProviderJar jar = new ProviderJar(name);
    jar.entries.put(
        "META-INF/services/" + spi.getName(),
        classes.get(0).getName().getBytes(StandardCharsets.UTF_8));
    classes.forEach(jar::add);
    return jar.written();
  }

  /** Adds a class and what is nested in it. */
  private void add(Class<?> type) {
    String folder = type.getPackageName().replace('.', '/') + "/";
    String file = type.getSimpleName();
    try (Stream<Path> all = Files.list(root(type).resolve(folder))) {
      for (Path path : all.toList()) {
        String found = path.getFileName().toString();
        if (found.equals(file + ".class") || found.startsWith(file + "$")) {
          entries.put(folder + found, Files.readAllBytes(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Path written() {
    try {
      Path folder = Files.createDirectories(TestEnvironment.current().work().resolve("providers"));
      // The other JVM of the test run may be about to write the same.
      Path unfinished = Files.createTempFile(folder, name, ".unfinished");
      try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(unfinished))) {
        for (var entry : entries.entrySet()) {
          JarEntry file = new JarEntry(entry.getKey());
          file.setTimeLocal(ANY_TIME);
          jar.putNextEntry(file);
          jar.write(entry.getValue());
          jar.closeEntry();
        }
      }
      return Files.move(
          unfinished, folder.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
