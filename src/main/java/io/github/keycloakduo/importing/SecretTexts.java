package io.github.keycloakduo.importing;

import java.util.Collection;
import java.util.List;

/**
 * The secrets of an imported file, none of which may reach a value or a sentence that is shown.
 *
 * @param texts those that are long enough to be told from a word
 */
public record SecretTexts(List<String> texts) {
  /** In characters; what is shorter is part of many a word, and of no key. */
  private static final int MIN_LENGTH = 8;

  public SecretTexts {
    texts = List.copyOf(texts);
  }

  /** Of all secrets of a file. */
  public static SecretTexts of(Collection<String> secrets) {
    return new SecretTexts(
        secrets.stream().filter(secret -> secret.length() >= MIN_LENGTH).distinct().toList());
  }

  /** Whether a text has one of them in it. */
  public boolean isIn(String text) {
    return texts.stream().anyMatch(text::contains);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return texts.size() + " secrets";
  }
}
