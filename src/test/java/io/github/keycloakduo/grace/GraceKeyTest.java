package io.github.keycloakduo.grace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.StableHash;
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
    assertThat(key("::ffff:192.0.2.1")).isEqualTo(key("192.0.2.1"));
    assertThat(key("2001:DB8::1").hash()).isEqualTo(key("2001:db8:0:0:0:0:0:1").hash());
  }

  /** A stored grace must be found again by the next version. */
  @Example
  void isStoredUnderTheTextOfTheAddress() {
    assertThat(key("2001:db8::1").hash())
        .isEqualTo(StableHash.of(List.of("r", "u", "2001:db8:0:0:0:0:0:1", "c")));
  }

  @Example
  void isNotThereWhenTheAddressIsUnknown() {
    assertThat(GraceKey.of("r", "u", Optional.empty(), "c")).isEmpty();
    assertThat(GraceKey.of("r", "u", ClientIp.parse("proxy.example"), "c")).isEmpty();
    assertThat(GraceKey.of("r", "u", ClientIp.parse("192.0.2.1"), "c")).contains(key("192.0.2.1"));
  }

  /** Few letters, so that what one key ends with another may begin with. */
  @Provide
  Arbitrary<GraceKey> keys() {
    Arbitrary<String> ids = Arbitraries.strings().withChars("ab|\u0000é").ofMaxLength(3);
    Arbitrary<ClientIp> addresses =
        Arbitraries.of("192.0.2.1", "192.0.2.11", "2001:db8::1").map(GraceKeyTest::ip);
    Arbitrary<Optional<DeviceHash>> browsers = ids.map(DeviceHash::new).optional();
    return Combinators.combine(ids, ids, addresses, ids, browsers).as(GraceKey::new);
  }

  private static GraceKey key(String address) {
    return new GraceKey("r", "u", ip(address), "c", Optional.empty());
  }

  private static ClientIp ip(String address) {
    return ClientIp.parse(address).orElseThrow();
  }
}
