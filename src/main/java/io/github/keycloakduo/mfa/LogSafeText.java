package io.github.keycloakduo.mfa;

import java.util.regex.Pattern;

/** The filter for text from outside before it is put into a push, a log line or a sentence. */
public final class LogSafeText {
  /** Far below Duo's limit of 20,000 bytes for all details together, whatever the encoding. */
  private static final int MAX_LENGTH = 200;

  private static final int MAX_QUOTED = 120;

  /** Control characters, line and direction marks of Unicode, unpaired surrogates. */
  private static final Pattern UNSAFE =
      Pattern.compile(
          "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}" + "\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  /** The same and all other characters that cannot be seen. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /** The {@code userinfo} of a URI (RFC 3986, section 3.2.1), with or without a scheme. */
  private static final Pattern USER_INFO = Pattern.compile("^([A-Za-z]+://)?.*@");

  private LogSafeText() {}

  /**
   * The text without characters that end the line or change the writing direction, and no longer
   * than 200 characters.
   */
  public static String of(String text) {
    return cut(line(text), MAX_LENGTH).strip();
  }

  /** The whole text without characters that end the line or change the writing direction. */
  public static String line(String text) {
    return UNSAFE.matcher(text).replaceAll(" ").strip();
  }

  /**
   * A rejected value as a sentence quotes it. Each invisible character becomes a question mark, so
   * that it is found; what precedes an {@code @} may be a password, as in the URL of a proxy, and
   * is left out; beyond 120 characters an ellipsis follows.
   */
  public static String quotable(String value) {
    String visible = INVISIBLE.matcher(value).replaceAll("?");
    String shown = USER_INFO.matcher(visible).replaceFirst("$1...@");
    return shown.length() <= MAX_QUOTED ? shown : cut(shown, MAX_QUOTED) + "...";
  }

  /** The beginning of the text, which does not end within a surrogate pair. */
  public static String cut(String text, int maxLength) {
    int end = Math.min(maxLength, text.length());
    boolean splitsPair = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splitsPair ? end - 1 : end);
  }
}
