package io.github.keycloakduo.testkit.server;

import java.nio.file.Path;

/** What the build tells the integration tests: the jar, the server, and where to work. */
public record TestEnvironment(Path jar, Path dist, String version, Path work) {

  public static TestEnvironment current() {
    return new TestEnvironment(
        path("testkit.jar"),
        path("testkit.dist"),
        property("testkit.version"),
        path("testkit.work"));
  }

  /** Whether a build server runs the tests, which then must not skip any. */
  public static boolean isCi() {
    return Boolean.parseBoolean(System.getenv("CI"));
  }

  private static Path path(String name) {
    return Path.of(property(name)).toAbsolutePath();
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(
          name + " is not set; integration tests run by `mvn verify`, which sets it");
    }
    return value;
  }
}
