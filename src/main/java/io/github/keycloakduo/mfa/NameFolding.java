package io.github.keycloakduo.mfa;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folding of names in which case does not matter. Programs disagree about letters such as
 * {@code ſ}, the Kelvin sign and the dotless {@code ı}: for some they are {@code s}, {@code k} and
 * {@code i} in another case. So there are two foldings. Whatever exempts somebody because two names
 * are the same goes by {@link #strict}; because they are not, by {@link #loose}.
 */
public final class NameFolding {
  /** All but the characters that composition (NFC) would replace by others that are ASCII. */
  private static final Pattern COMPOSABLE = Pattern.compile("[^\\u212A\\u037E\\u1FEF]+");

  private NameFolding() {}

  /**
   * A key that two names share only if nobody tells them apart where case does not matter: only
   * letters that are each other's other case are folded, in every locale alike. No ASCII letter is
   * the same as one that is not ASCII.
   */
  public static String strict(String name) {
    String composed =
        COMPOSABLE
            .matcher(name)
            .replaceAll(
                run ->
                    Matcher.quoteReplacement(
                        Normalizer.normalize(run.group(), Normalizer.Form.NFC)));
    return mapped(composed, NameFolding::strict);
  }

  private static int strict(int character) {
    int lower = Character.toLowerCase(character);
    return Character.toUpperCase(lower) == character ? lower : character;
  }

  /**
   * A key that two names share if anybody could take the one for the other in another case, in any
   * locale or compatibility form.
   */
  public static String loose(String name) {
    // Up and down again, since some letters meet in the one case only, and some become two.
    String upper = compatible(name).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    return mapped(compatible(upper), Character::toLowerCase);
  }

  private static String compatible(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  private static String mapped(String text, IntUnaryOperator folding) {
    return text.codePoints()
        .map(folding)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
