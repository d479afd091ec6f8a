package io.github.keycloakduo.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StableHashTest {
  private final Map<String, List<String>> seen = new HashMap<>();

  @Property
  void isTheSameForEqualListsAndForNoOther(
      @ForAll("lists") List<String> one, @ForAll("lists") List<String> other) {
    assertThat(StableHash.of(one).equals(StableHash.of(other))).isEqualTo(one.equals(other));
  }

  /** All short lists over texts that are easily confused, every one with a hash of its own. */
  @Example
  void tellsListsApartWhoseTextsRunTogether() {
    List<String> texts =
        List.of("", "a", "b", "ab", "\u0000", "?", "\uFFFD", "\uD800", "\uDC00", "\uD800\uDC00");
    see(List.of());
    for (String a : texts) {
      see(List.of(a));
      for (String b : texts) {
        see(List.of(a, b));
        for (String c : texts) {
          see(List.of(a, b, c));
        }
      }
    }
    assertThat(seen).hasSize(1 + 10 + 100 + 1000);
  }

  private void see(List<String> list) {
    assertThat(seen.put(StableHash.of(list), list)).isNull();
  }

  @Property
  void is64LowerCaseHexadecimalDigits(@ForAll("lists") List<String> list) {
    assertThat(StableHash.of(list)).matches("[0-9a-f]{64}");
  }

  @Provide
  Arbitrary<List<String>> lists() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars('a', 'b', '?', '\uD800', '\uDFFF').ofMaxLength(2),
            Arbitraries.strings().all().ofMaxLength(20));
    return texts.list().ofMaxSize(3);
  }
}
