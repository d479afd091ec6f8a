package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our texts in every language that a realm may support. */
@ExtendWith(KeycloakExtension.class)
class LanguagesIT {
  private static final List<String> OURS =
      List.of("en", "de", "fr", "es", "hu", "it", "ja", "nl", "pl", "pt-BR", "zh-CN", "zh-TW");

  @Test
  void areThoseOfTheBrowser(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").passcode("123456");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.factors", "passcode"));
    support(realm, OURS);

    for (String language : OURS) {
      assertThat(title(realm, login, language)).as(language).isEqualTo(text(language));
    }
  }

  @Test
  void areThoseOfTheSameLanguageForAVariant(TestRealm realm, DuoSimulator duo) {
    Map<String, String> variants = new LinkedHashMap<>();
    variants.put("zh-HK", "zh-TW");
    variants.put("zh-Hant", "zh-TW");
    variants.put("zh-Hans", "zh-CN");
    variants.put("pt", "pt-BR");
    variants.put("pt-PT", "pt-BR");
    variants.put("de-AT", "de");
    duo.user("alice").passcode("123456");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.factors", "passcode"));

    variants.forEach(
        (variant, language) -> {
          support(realm, List.of("en", variant));
          assertThat(title(realm, login, variant)).as(variant).isEqualTo(text(language));
        });
  }

  private static void support(TestRealm realm, List<String> languages) {
    realm.change(
        Map.of(
            "internationalizationEnabled",
            true,
            "supportedLocales",
            languages,
            "defaultLocale",
            "en"));
  }

  private static String title(TestRealm realm, DuoLogin login, String language) {
    Page factor =
        DuoLogin.settled(login.password(realm.browser().withHeader("Accept-Language", language)));
    return factor.element("#kc-page-title").text();
  }

  private static String text(String language) {
    Path file =
        Path.of("themes/duo/login/messages")
            .resolve("messages_" + language.replace('-', '_') + ".properties");
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return texts.getProperty("duoFactorTitle").replace("''", "'");
  }
}
