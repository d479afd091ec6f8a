package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PrintableTest {
  @Property
  void staysOnOneShortLine(@ForAll String text) {
    assertThat(Printable.of(text)).hasSizeLessThanOrEqualTo(123).doesNotContainPattern("\\R");
  }

  @Example
  void showsNothingThatActsInsteadOfBeingSeen() {
    assertThat(Printable.of("a\r\nb\tc\u0000d\u001Be\u007Ff")).isEqualTo("a??b?c?d?e?f");
    assertThat(Printable.of("a\u0085b\u2028c\u2029d")).as("line ends").isEqualTo("a?b?c?d");
    assertThat(Printable.of("a\u202Eb\u2066c")).as("writing direction").isEqualTo("a?b?c");
  }

  @Example
  void keepsOrdinaryTextAsItIs() {
    assertThat(Printable.of("duo.höst = \"山田\"")).isEqualTo("duo.höst = \"山田\"");
    assertThat(Printable.of("x".repeat(120))).isEqualTo("x".repeat(120));
    assertThat(Printable.of("x".repeat(121))).isEqualTo("x".repeat(120) + "...");
  }

  @Example
  void neverCutsACharacterInHalf() {
    assertThat(Printable.of("x".repeat(119) + "\uD83D\uDE00" + "x"))
        .isEqualTo("x".repeat(119) + "...");
  }
}
