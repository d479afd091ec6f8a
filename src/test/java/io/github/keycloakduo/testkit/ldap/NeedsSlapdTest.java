package io.github.keycloakduo.testkit.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NeedsSlapdTest {
  @Test
  void runsTestsWhereTheServerIsInstalled() {
    assertThat(NeedsSlapd.Condition.evaluate(true, true).isDisabled()).isFalse();
    assertThat(NeedsSlapd.Condition.evaluate(true, false).isDisabled()).isFalse();
  }

  @Test
  void skipsTestsWhereTheServerIsMissing() {
    assertThat(NeedsSlapd.Condition.evaluate(false, false).isDisabled()).isTrue();
  }

  @Test
  void failsInCiWhereTheServerIsMissing() {
    assertThatThrownBy(() -> NeedsSlapd.Condition.evaluate(false, true))
        .hasMessageContaining("slapd is missing");
  }
}
