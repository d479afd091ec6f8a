package io.github.keycloakduo.pages;

import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * What a page is written in.
 *
 * @param rightToLeft whether the layout is turned round
 */
record Language(Locale locale, boolean rightToLeft) {
  private static final Pattern LETTER = Pattern.compile("\\{\\d}|[A-Za-z]");
  private static final String ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنه";

  static Language of(Locale locale) {
    return new Language(locale, false);
  }

  /** Arabic letters in the place of those of our English texts; Keycloak's own are Arabic. */
  static Language arabic() {
    return new Language(Locale.forLanguageTag("ar"), true);
  }

  Properties texts(KeycloakTheme theme) {
    Properties texts = theme.messages(locale.toString());
    if (rightToLeft) {
      theme.messages().stringPropertyNames().stream()
          .filter(key -> key.startsWith("duo"))
          .forEach(key -> texts.setProperty(key, turned(texts.getProperty(key))));
    }
    return texts;
  }

  private static String turned(String text) {
    return LETTER
        .matcher(text)
        .replaceAll(
            found ->
                found.group().startsWith("{")
                    ? found.group()
                    : String.valueOf(
                        ARABIC.charAt(Character.toLowerCase(found.group().charAt(0)) - 'a')));
  }
}
