package io.github.keycloakduo.settings;

import java.util.regex.Pattern;

/** Makes foreign text fit for one line of a log. */
final class Printable {
  private static final int LONGEST = 120;

  /** Also what ends a line or turns the writing direction outside ASCII, and half surrogates. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final Pattern USER_INFO = Pattern.compile("^([A-Za-z]+://)?.*@");

  private Printable() {}

  /**
   * What stands before an {@code @} may be a password, as in the URL of a proxy: it is left out.
   */
  static String of(String text) {
    String clean = UNSEEN.matcher(text).replaceAll("?");
    String shown = USER_INFO.matcher(clean).replaceFirst("$1...@");
    if (shown.length() <= LONGEST) {
      return shown;
    }
    boolean splitsPair = Character.isHighSurrogate(shown.charAt(LONGEST - 1));
    return shown.substring(0, splitsPair ? LONGEST - 1 : LONGEST) + "...";
  }
}
