package io.github.keycloakduo.keycloak.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageVariantTest {
  @ParameterizedTest
  @CsvSource({
    "zh-HK, zh_TW",
    "zh-MO, zh_TW",
    "zh-Hant, zh_TW",
    "zh-Hant-TW, zh_TW",
    "zh-Hant-SG, zh_TW",
    "zh, zh_CN",
    "zh-SG, zh_CN",
    "zh-Hans, zh_CN",
    "zh-Hans-HK, zh_CN",
    "pt, pt_BR",
    "pt-PT, pt_BR",
    "de-Latn, de",
    "de-Latn-AT, de",
  })
  void isWrittenInTheNearestLanguageThatWeHave(String tag, String language) {
    assertThat(LanguageVariant.source(Locale.forLanguageTag(tag))).contains(language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "de-AT", "zh-TW", "zh-CN", "pt-BR", "sv"})
  void isLeftToKeycloakWhereItFindsTheFileItself(String tag) {
    assertThat(LanguageVariant.source(Locale.forLanguageTag(tag))).isEmpty();
  }
}
