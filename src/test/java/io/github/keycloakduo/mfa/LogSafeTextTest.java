package io.github.keycloakduo.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LogSafeTextTest {
  @Property
  void isOneShortLine(@ForAll String text) {
    String clean = LogSafeText.of(text);
    assertThat(clean).hasSizeLessThanOrEqualTo(200).doesNotContainPattern("\\R");
    assertThat(clean.codePoints()).noneMatch(Character::isISOControl);
    assertThat(LogSafeText.of(clean)).as("once is enough").isEqualTo(clean);
  }

  @Example
  void cannotImitateAnotherLine() {
    assertThat(LogSafeText.of("Webmail\r\nRealm: bank")).isEqualTo("Webmail  Realm: bank");
    assertThat(LogSafeText.of("Webmail\u0085Realm\u2028: bank")).isEqualTo("Webmail Realm : bank");
    assertThat(LogSafeText.of("bank\u202Ekab")).isEqualTo("bank kab");
    assertThat(LogSafeText.of("\u2067bank\u2069")).isEqualTo("bank");
  }

  @Example
  void keepsTextOfOtherScripts() {
    assertThat(LogSafeText.of("Büro 山田 می‌خواهم")).isEqualTo("Büro 山田 می‌خواهم");
  }

  @Example
  void neverCutsACharacterInHalf() {
    assertThat(LogSafeText.of("x".repeat(199) + "\uD83D\uDE00")).isEqualTo("x".repeat(199));
    assertThat(LogSafeText.of("x".repeat(198) + "\uD83D\uDE00"))
        .isEqualTo("x".repeat(198) + "\uD83D\uDE00");
  }
}
