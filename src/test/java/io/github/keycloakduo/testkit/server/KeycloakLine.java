package io.github.keycloakduo.testkit.server;

import java.util.Arrays;

/** The version under test, where versions of Keycloak differ. */
public final class KeycloakLine {

  private KeycloakLine() {}

  /**
   * Whether the version under test is this one or a newer one.
   *
   * @param version two or three numbers with points between
   */
  public static boolean isAtLeast(String version) {
    return Arrays.compare(numbers(TestEnvironment.current().version()), numbers(version)) >= 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\.")).limit(3).mapToInt(Integer::parseInt).toArray();
  }
}
