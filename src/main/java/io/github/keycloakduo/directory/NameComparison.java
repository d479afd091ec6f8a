package io.github.keycloakduo.directory;

import io.github.keycloakduo.mfa.NameFolding;
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
    return key(one).equals(key(other));
  }

  /** Alike for names that are certainly the same. */
  static String key(String name) {
    return NameFolding.strict(plain(name));
  }

  /** Alike for all names that a directory may take for the same. */
  static String looseKey(String name) {
    return NameFolding.loose(plain(name));
  }

  private static String plain(String name) {
    String single = BLANKS.matcher(name).replaceAll(" ");
    int from = single.startsWith(" ") ? 1 : 0;
    int to = single.length() - (single.length() > from && single.endsWith(" ") ? 1 : 0);
    return single.substring(from, to);
  }
}
