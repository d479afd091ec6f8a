package io.github.keycloakduo.directory;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The comparison of names as people read them: case, outer and doubled blanks do not matter.
 * Directories are laxer, Active Directory also about accents, and would take one person for
 * another.
 */
final class NameComparison {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private NameComparison() {}

  static boolean same(String one, String other) {
    return plain(one).equalsIgnoreCase(plain(other));
  }

  private static String plain(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    return BLANKS.matcher(composed.strip()).replaceAll(" ");
  }
}
