package io.github.keycloakduo.mfa;

import java.util.regex.Pattern;

/** Text from elsewhere, fit for a push, a log line or a sentence. */
public final class LogSafeText {
  /** Far below Duo's limit of 20,000 bytes for all details together, whatever the encoding. */
  private static final int LONGEST = 200;

  /** Control characters, line ends and writing directions of Unicode, half surrogates. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}" + "\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private LogSafeText() {}

  /**
   * Without anything that breaks the line or turns its direction, and no longer than 200
   * characters.
   */
  public static String of(String text) {
    String printable = UNSEEN.matcher(text).replaceAll(" ").strip();
    int end = Math.min(LONGEST, printable.length());
    boolean splitsPair = end > 0 && Character.isHighSurrogate(printable.charAt(end - 1));
    return printable.substring(0, splitsPair ? end - 1 : end).strip();
  }
}
