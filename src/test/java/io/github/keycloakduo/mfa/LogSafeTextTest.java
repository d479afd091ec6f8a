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

  @Property
  void quotesAnyTextOnOneShortLine(@ForAll String text) {
    assertThat(LogSafeText.quotable(text))
        .hasSizeLessThanOrEqualTo(123)
        .doesNotContainPattern("\\R");
  }

  @Example
  void quotesNothingThatActsInsteadOfBeingSeen() {
    assertThat(LogSafeText.quotable("a\r\nb\tc\u0000d\u001Be\u007Ff")).isEqualTo("a??b?c?d?e?f");
    assertThat(LogSafeText.quotable("a\u0085b\u2028c\u2029d")).as("line ends").isEqualTo("a?b?c?d");
    assertThat(LogSafeText.quotable("a\u202Eb\u2066c")).as("writing direction").isEqualTo("a?b?c");
  }

  @Example
  void quotesOrdinaryTextAsItIs() {
    assertThat(LogSafeText.quotable("duo.höst = \"山田\"")).isEqualTo("duo.höst = \"山田\"");
    assertThat(LogSafeText.quotable("x".repeat(120))).isEqualTo("x".repeat(120));
    assertThat(LogSafeText.quotable("x".repeat(121))).isEqualTo("x".repeat(120) + "...");
  }

  @Example
  void quotesNoHalfOfACharacter() {
    assertThat(LogSafeText.quotable("x".repeat(119) + "\uD83D\uDE00" + "x"))
        .isEqualTo("x".repeat(119) + "...");
  }

  @Example
  void quotesNoPasswordOfAUrl() {
    assertThat(LogSafeText.quotable("http://joe:s3cr3t@proxy:3128"))
        .isEqualTo("http://...@proxy:3128");
    assertThat(LogSafeText.quotable("joe:s3cr3t@proxy")).isEqualTo("...@proxy");
  }
}
