package io.github.keycloakduo.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OneLineTest {
  @Property
  void isOneShortLine(@ForAll String text) {
    String clean = OneLine.of(text);
    assertThat(clean).hasSizeLessThanOrEqualTo(200).doesNotContainPattern("\\R");
    assertThat(clean.codePoints()).noneMatch(Character::isISOControl);
    assertThat(OneLine.of(clean)).as("once is enough").isEqualTo(clean);
  }

  @Example
  void cannotImitateAnotherLine() {
    assertThat(OneLine.of("Webmail\r\nRealm: bank")).isEqualTo("Webmail  Realm: bank");
    assertThat(OneLine.of("Webmail\u0085Realm\u2028: bank")).isEqualTo("Webmail Realm : bank");
    assertThat(OneLine.of("bank\u202Ekab")).isEqualTo("bank kab");
    assertThat(OneLine.of("\u2067bank\u2069")).isEqualTo("bank");
  }

  @Example
  void keepsTextOfOtherScripts() {
    assertThat(OneLine.of("Büro 山田 می‌خواهم")).isEqualTo("Büro 山田 می‌خواهم");
  }

  @Example
  void neverCutsACharacterInHalf() {
    assertThat(OneLine.of("x".repeat(199) + "\uD83D\uDE00")).isEqualTo("x".repeat(199));
    assertThat(OneLine.of("x".repeat(198) + "\uD83D\uDE00"))
        .isEqualTo("x".repeat(198) + "\uD83D\uDE00");
  }
}
