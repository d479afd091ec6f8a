package io.github.keycloakduo.keycloak.runtime;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.Theme;

/**
 * The texts of administrators that may be <code>${key}</code>, as display names may be in Keycloak:
 * the key is looked up in the realm's localization and in the login theme. A key that is not there
 * is shown without the braces, as Keycloak shows it. Every other text stays as it is.
 */
public final class LocalizedText {
  private static final String START = "${";
  private static final String END = "}";

  private final KeycloakSession session;
  private final RealmModel realm;
  private final Locale locale;

  private LocalizedText(KeycloakSession session, RealmModel realm, Locale locale) {
    this.session = session;
    this.realm = realm;
    this.locale = locale;
  }

  /** In the language of the request: what was chosen on the page, the user's, the browser's. */
  public static LocalizedText inRequest(
      KeycloakSession session, RealmModel realm, @Nullable UserModel user) {
    return new LocalizedText(session, realm, session.getContext().resolveLocale(user));
  }

  /** In the language of a user who sent no request, else in that of the realm. */
  public static LocalizedText withoutRequest(
      KeycloakSession session, RealmModel realm, UserModel user) {
    Optional<String> language =
        realm.isInternationalizationEnabled()
            ? Optional.ofNullable(user.getFirstAttribute(UserModel.LOCALE))
                .filter(tag -> realm.getSupportedLocalesStream().anyMatch(tag::equals))
                .or(() -> Optional.ofNullable(realm.getDefaultLocale()))
            : Optional.empty();
    return new LocalizedText(
        session, realm, language.map(Locale::forLanguageTag).orElse(Locale.ENGLISH));
  }

  /** The text itself, or the message that it names. */
  public String of(String text) {
    if (!text.startsWith(START) || !text.endsWith(END)) {
      return text;
    }
    String key = text.substring(START.length(), text.length() - END.length());
    return message(key);
  }

  /** A message of the realm or of the theme, with what it is to say. */
  public String message(String key, Object... arguments) {
    String message = messages().getProperty(key, key);
    try {
      return new MessageFormat(message, locale).format(arguments);
    } catch (IllegalArgumentException noPattern) {
      // An administrator's brace must not break the login.
      return message;
    }
  }

  private Properties messages() {
    try {
      return session.theme().getTheme(Theme.Type.LOGIN).getEnhancedMessages(realm, locale);
    } catch (IOException unreadable) {
      return new Properties();
    }
  }
}
