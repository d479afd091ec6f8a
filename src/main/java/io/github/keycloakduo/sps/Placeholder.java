package io.github.keycloakduo.sps;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A value of the sample file of the SPS plugin that was never filled in, such as {@code
 * <your-ikey>}.
 */
final class Placeholder {
  /** The sentence of the report about an option that has one. */
  static final String MESSAGE = "is still the sample's: fill it in";

  private static final Pattern SHAPE = Pattern.compile("<[\\w @-]+>");

  private Placeholder() {}

  /** Whether the value is one, or a list of nothing else. */
  static boolean is(String value) {
    return value.startsWith("<")
        && Arrays.stream(value.split(",")).allMatch(item -> SHAPE.matcher(item.strip()).matches());
  }
}
