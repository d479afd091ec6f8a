package io.github.keycloakduo.fuzz;

import java.nio.charset.StandardCharsets;

/** What must be so for every input of a fuzz target. */
public final class Property {

  private Property() {}

  /** Fails the input where it is not so. Nothing of the input is in the message. */
  public static void holds(boolean so, String sentence) {
    if (!so) {
      throw new AssertionError("not so: " + sentence);
    }
  }

  /** The input as the text that a browser or a form would send. */
  public static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }
}
