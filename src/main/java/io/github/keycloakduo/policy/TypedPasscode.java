package io.github.keycloakduo.policy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of a passcode field as people type and paste it. Apps, text messages and input
 * methods group digits with blanks and hyphens, add characters that cannot be seen, and write
 * digits in full width or in the script of the language. Where only digits remain without these,
 * the code is the digits; everything else, such as the letters of a security key, is left as it is.
 */
public final class TypedPasscode {
  /**
   * The factor names that Duo's other products accept as a passcode, with the number of a device.
   *
   * @see <a href="https://duo.com/docs/authproxy-reference">Duo Authentication Proxy</a>
   */
  private static final Pattern WORD = Pattern.compile("(push|phone|sms)([1-9][0-9]?)?");

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /**
   * Characters without ink that Unicode does not class as blanks, controls or format characters:
   * combining grapheme joiner, Hangul fillers, blank Braille pattern, variation selectors.
   */
  private static final Pattern OTHER_INVISIBLE =
      Pattern.compile("[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u2800\\u3164\\uFFA0\\uFE00-\\uFE0F]");

  /**
   * Characters that look like a hyphen and are not in Unicode's category of dashes: modifier minus,
   * hyphen bullet, superscript, subscript and mathematical minus, and the long vowel marks that the
   * hyphen key types in Japanese.
   */
  private static final Pattern OTHER_HYPHEN =
      Pattern.compile("[\\u02D7\\u2043\\u207B\\u208B\\u2212\\u30FC\\uFF70]");

  private final String text;
  private final String bare;

  private TypedPasscode(String text, String bare) {
    this.text = text;
    this.bare = bare;
  }

  /** A factor name that was typed in the place of a code, with the number of a device, from 1. */
  record FactorWord(String factor, Optional<Integer> deviceNumber) {}

  /** Takes any text; takes time linear in its length. */
  public static TypedPasscode of(String typed) {
    StringBuilder bare = new StringBuilder();
    typed
        .codePoints()
        .filter(character -> !isInvisible(character) && !isHyphen(character))
        .map(TypedPasscode::plain)
        .forEach(bare::appendCodePoint);
    return new TypedPasscode(trimmed(typed), bare.toString());
  }

  /** Whether there is nothing to be seen in the field. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /**
   * The code that Duo is to check: ASCII digits where the text holds nothing else but blanks,
   * hyphens and invisible characters; else the text without the blanks around it.
   */
  public String code() {
    return DIGITS.matcher(bare).matches() ? bare : text;
  }

  /** Whether the text is the name of a factor, which nothing can check as a code. */
  public boolean isWord() {
    return word().isPresent();
  }

  /** The factor that the text names, in any case. */
  Optional<FactorWord> word() {
    String folded = Normalizer.normalize(bare, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    Matcher word = WORD.matcher(folded);
    return word.matches()
        ? Optional.of(
            new FactorWord(word.group(1), Optional.ofNullable(word.group(2)).map(Integer::valueOf)))
        : Optional.empty();
  }

  private static String trimmed(String typed) {
    int start = 0;
    int end = typed.length();
    while (start < end && isInvisible(typed.codePointAt(start))) {
      start += Character.charCount(typed.codePointAt(start));
    }
    while (end > start && isInvisible(typed.codePointBefore(end))) {
      end -= Character.charCount(typed.codePointBefore(end));
    }
    return typed.substring(start, end);
  }

  private static int plain(int character) {
    int digit = Character.digit(character, 10);
    return digit < 0 ? character : '0' + digit;
  }

  private static boolean isInvisible(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character)
        || Character.getType(character) == Character.FORMAT
        || OTHER_INVISIBLE.matcher(Character.toString(character)).matches();
  }

  private static boolean isHyphen(int character) {
    return Character.getType(character) == Character.DASH_PUNCTUATION
        || OTHER_HYPHEN.matcher(Character.toString(character)).matches();
  }

  /** Without the code. */
  @Override
  public String toString() {
    return "TypedPasscode[]";
  }
}
