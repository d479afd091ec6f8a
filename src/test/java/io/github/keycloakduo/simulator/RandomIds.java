package io.github.keycloakduo.simulator;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes identifiers and codes that look like Duo's. */
final class RandomIds {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomIds() {}

  /** A Duo key: 20 characters, of which the prefix tells the kind. */
  static String key(String prefix) {
    return prefix + letters(20 - prefix.length());
  }

  static String letters(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  static String digits(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(RANDOM.nextInt(10));
    }
    return text.toString();
  }

  static String transaction() {
    return UUID.randomUUID().toString();
  }
}
