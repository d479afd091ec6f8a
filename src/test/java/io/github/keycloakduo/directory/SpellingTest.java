package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void ignoresCaseBlanksAndComposition() {
    assertThat(Spelling.same("Domain  Admins ", "domain admins")).isTrue();
    assertThat(Spelling.same("JÖRG", "jo\u0308rg")).isTrue();
  }

  @Test
  void heedsWhatServersMayNot() {
    assertThat(Spelling.same("josé", "jose")).isFalse();
    assertThat(Spelling.same("ａｌｉｃｅ", "alice")).isFalse();
    assertThat(Spelling.same("ali\u200bce", "alice")).isFalse();
    assertThat(Spelling.same("straße", "strasse")).isFalse();
  }
}
