package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameComparisonTest {
  @Test
  void ignoresCaseBlanksAndComposition() {
    assertThat(NameComparison.same("Domain  Admins ", "domain admins")).isTrue();
    assertThat(NameComparison.same("JÖRG", "jo\u0308rg")).isTrue();
  }

  @Test
  void heedsWhatServersMayNot() {
    assertThat(NameComparison.same("josé", "jose")).isFalse();
    assertThat(NameComparison.same("ａｌｉｃｅ", "alice")).isFalse();
    assertThat(NameComparison.same("ali\u200bce", "alice")).isFalse();
    assertThat(NameComparison.same("straße", "strasse")).isFalse();
  }
}
