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
    assertThat(NameComparison.same("ſtaff", "staff")).isFalse();
    assertThat(NameComparison.same("\u212Aim", "kim")).isFalse();
    assertThat(NameComparison.same("ırina", "irina")).isFalse();
    assertThat(NameComparison.same("İrina", "irina")).isFalse();
    assertThat(NameComparison.same("alice\u2003", "alice")).isFalse();
  }
}
