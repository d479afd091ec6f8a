package io.github.keycloakduo.mfa;

import java.util.regex.Pattern;

/** The filter for text from outside before it is put into a push, a log line or a sentence. */
public final class LogSafeText {
  /** Far below Duo's limit of 20,000 bytes for all details together, whatever the encoding. */
  private static final int MAX_LENGTH = 200;

  /** Control characters, line and direction marks of Unicode, unpaired surrogates. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}" + "\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private LogSafeText() {}

  /**
   * The text without characters that end the line or change the writing direction, and no longer
   * than 200 characters.
   */
  public static String of(String text) {
    String printable = UNSEEN.matcher(text).replaceAll(" ").strip();
    int end = Math.min(MAX_LENGTH, printable.length());
    boolean splitsPair = end > 0 && Character.isHighSurrogate(printable.charAt(end - 1));
    return printable.substring(0, splitsPair ? end - 1 : end).strip();
  }
}
