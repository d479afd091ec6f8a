package io.github.keycloakduo.fuzz;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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

  /**
   * A secret of 40 digits that no input contains: what a fuzzer compares, it also writes into its
   * inputs.
   */
  public static String secretBeside(byte[] input) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(input));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
