package io.github.keycloakduo.grace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GraceKeyTest {
  @Property
  void hasAHashOfItsOwn(@ForAll("keys") GraceKey one, @ForAll("keys") GraceKey other) {
    assertThat(one.hash()).matches("[0-9a-f]{64}");
    assertThat(one.hash().equals(other.hash())).isEqualTo(one.equals(other));
  }

  @Example
  void knowsOneAddressInEverySpelling() {
    assertThat(new GraceKey("r", "u", "::ffff:192.0.2.1", "c"))
        .isEqualTo(new GraceKey("r", "u", "192.0.2.1", "c"));
    assertThat(new GraceKey("r", "u", "2001:DB8::1", "c").hash())
        .isEqualTo(new GraceKey("r", "u", "2001:db8:0:0:0:0:0:1", "c").hash());
  }

  @Example
  void isNotThereWhenTheAddressIsUnknown() {
    assertThat(GraceKey.of("r", "u", Optional.empty(), "c")).isEmpty();
    assertThat(GraceKey.of("r", "u", Optional.of("proxy.example"), "c")).isEmpty();
    assertThat(GraceKey.of("r", "u", Optional.of("192.0.2.1"), "c"))
        .contains(new GraceKey("r", "u", "192.0.2.1", "c"));
    assertThatIllegalArgumentException().isThrownBy(() -> new GraceKey("r", "u", "", "c"));
  }

  /** Few letters, so that what one key ends with another may begin with. */
  @Provide
  Arbitrary<GraceKey> keys() {
    Arbitrary<String> ids = Arbitraries.strings().withChars("ab|\u0000é").ofMaxLength(3);
    Arbitrary<String> addresses = Arbitraries.of(List.of("192.0.2.1", "192.0.2.11", "2001:db8::1"));
    return Combinators.combine(ids, ids, addresses, ids).as(GraceKey::new);
  }
}
