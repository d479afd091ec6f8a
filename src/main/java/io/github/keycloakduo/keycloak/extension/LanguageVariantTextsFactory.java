package io.github.keycloakduo.keycloak.extension;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.theme.ThemeResourceProvider;
import org.keycloak.theme.ThemeResourceProviderFactory;

/** The provider of our texts for variants of the languages that we have files of. */
public final class LanguageVariantTextsFactory implements ThemeResourceProviderFactory {
  private static final ThemeResourceProvider TEXTS =
      new ThemeResourceProvider() {
        @Override
        public @Nullable URL getTemplate(String name) {
          return null;
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String path) {
          return null;
        }

        @Override
        public Properties getMessages(String bundle, Locale locale) throws IOException {
          Properties texts = new Properties();
          Optional<String> language = LanguageVariant.source(locale);
          if (language.isPresent()) {
            load("theme-resources/messages/" + bundle + "_" + language.get(), texts);
          }
          return texts;
        }

        @Override
        public void close() {
          // Nothing is held.
        }
      };

  private static void load(String bundle, Properties texts) throws IOException {
    try (InputStream stream =
        LanguageVariantTextsFactory.class.getResourceAsStream("/" + bundle + ".properties")) {
      if (stream != null) {
        texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      }
    }
  }

  @Override
  public ThemeResourceProvider create(KeycloakSession session) {
    return TEXTS;
  }

  @Override
  public String getId() {
    return "duo-mfa";
  }

  @Override
  public void init(Config.Scope config) {
    // Nothing to configure.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    // Nothing to prepare.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
