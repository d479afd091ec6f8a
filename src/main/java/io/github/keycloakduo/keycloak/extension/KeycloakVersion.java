package io.github.keycloakduo.keycloak.extension;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a Keycloak server. Two versions with the same major and minor number are of one
 * line, in which Keycloak publishes patch levels.
 */
record KeycloakVersion(int major, int minor, int patch) implements Comparable<KeycloakVersion> {
  /** Also {@code 26.4.11.redhat-00001} and {@code 26.8.0-SNAPSHOT}. */
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?!\\d).*");

  private static final Comparator<KeycloakVersion> ORDER =
      Comparator.comparingInt(KeycloakVersion::major)
          .thenComparingInt(KeycloakVersion::minor)
          .thenComparingInt(KeycloakVersion::patch);

  /** Reads a version; empty when the text has no three numbers in front. */
  static Optional<KeycloakVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new KeycloakVersion(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
        : Optional.empty();
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  boolean isOfLine(KeycloakVersion other) {
    return major == other.major && minor == other.minor;
  }

  boolean isBefore(KeycloakVersion other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(KeycloakVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
