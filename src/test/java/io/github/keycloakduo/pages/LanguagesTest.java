package io.github.keycloakduo.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for every file of messages in the folder, so that a new language needs no new test. */
class LanguagesTest {
  private static final Pattern LONE_APOSTROPHE = Pattern.compile("(?<!')'(?:'')*(?!')");
  private static final Pattern ENTRY = Pattern.compile("(?m)^([^#=\\s][^=]*)=");
  // A name of a product.
  private static final List<String> SAME_EVERYWHERE = List.of("duo-mfa-display-name");

  private final ThemeFiles files = new ThemeFiles();

  static Stream<String> languages() {
    return new ThemeFiles().languages().keySet().stream();
  }

  static Stream<String> translations() {
    return languages().filter(language -> !language.equals("en"));
  }

  @Test
  void speaksTheseLanguages() {
    assertThat(files.languages())
        .containsOnlyKeys(
            "de", "en", "es", "fr", "hu", "it", "ja", "nl", "pl", "pt_BR", "zh_CN", "zh_TW");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void isNamedAsKeycloakLooksForIt(String language) {
    // Keycloak's own Chinese is in messages_zh_Hans, but it asks extensions for the realm's zh-CN.
    String offered = KeycloakTheme.BARE.properties().getProperty("locales");

    assertThat(offered.split(",")).contains(locale(language).toLanguageTag());
    assertThat(locale(language)).hasToString(language);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void hasEveryTextOnceAndInTheSameOrder(String language) {
    assertThat(written(language)).containsExactlyElementsOf(written("en"));
    assertThat(files.languages().get(language)).startsWith("# encoding: UTF-8\n");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void keepsItsWordsInMessageFormat(String language) {
    Properties texts = files.messages(language);

    assertThat(keys()).allSatisfy(key -> keepsItsWords(key, texts.getProperty(key), language));
  }

  @ParameterizedTest
  @MethodSource("translations")
  void leavesNothingInEnglish(String language) {
    Properties english = files.messages();
    Properties texts = files.messages(language);

    assertThat(keys().filter(key -> texts.getProperty(key).equals(english.getProperty(key))))
        .containsExactlyInAnyOrderElementsOf(SAME_EVERYWHERE);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void callsTheButtonByItsName(String language) {
    Properties texts = files.messages(language);

    assertThat(texts.getProperty("duoContinueHint")).contains(texts.getProperty("duoContinue"));
  }

  private Stream<String> keys() {
    return files.messages().stringPropertyNames().stream().sorted();
  }

  private void keepsItsWords(String key, String text, String language) {
    MessageFormat format = new MessageFormat(text, locale(language));
    boolean counts = !Arrays.stream(format.getFormats()).allMatch(Objects::isNull);
    String shown = format.format(new Object[] {counts ? 21 : "ARGUMENT"});

    assertThat(key).startsWith("duo");
    assertThat(text).isNotBlank().isEqualTo(text.strip()).doesNotContainPattern("[<>\uFFFD]");
    assertThat(LONE_APOSTROPHE.matcher(text).find()).as("lone apostrophe").isFalse();
    assertThat(shown).doesNotContain("{", "}");
    assertThat(shown.contains("ARGUMENT") || shown.contains("21"))
        .isEqualTo(files.messages().getProperty(key).contains("{0"));
  }

  private static Locale locale(String language) {
    return Locale.forLanguageTag(language.replace('_', '-'));
  }

  /** The keys of a file as they stand there, doubles included. */
  private List<String> written(String language) {
    return ENTRY.matcher(files.languages().get(language)).results().map(e -> e.group(1)).toList();
  }
}
