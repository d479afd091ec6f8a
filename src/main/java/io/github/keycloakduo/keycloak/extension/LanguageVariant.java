package io.github.keycloakduo.keycloak.extension;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A locale by the language of ours that it is written in. Keycloak drops the country of a locale on
 * its way to another, so that {@code de-AT} becomes {@code de}; it knows neither scripts nor that
 * texts for a whole language may be those of one country.
 */
final class LanguageVariant {
  private static final Set<String> TRADITIONAL_CHINESE = Set.of("TW", "HK", "MO");

  private LanguageVariant() {}

  /** The language in the name of our file, or empty where Keycloak finds the file by itself. */
  static Optional<String> source(Locale locale) {
    String language =
        switch (locale.getLanguage()) {
          case "zh" -> traditional(locale) ? "zh_TW" : "zh_CN";
          case "pt" -> "pt_BR";
          default -> locale.getScript().isEmpty() ? locale.toString() : locale.getLanguage();
        };
    return language.equals(locale.toString()) ? Optional.empty() : Optional.of(language);
  }

  private static boolean traditional(Locale locale) {
    return locale.getScript().isEmpty()
        ? TRADITIONAL_CHINESE.contains(locale.getCountry())
        : locale.getScript().equals("Hant");
  }
}
