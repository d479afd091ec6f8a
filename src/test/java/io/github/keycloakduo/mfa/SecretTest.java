package io.github.keycloakduo.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SecretTest {
  @Property
  void hasATextThatTellsNothingOfIt(@ForAll String value) {
    assertThat(new Secret(value)).hasToString("[hidden]");
  }

  @Property
  void staysHiddenInsideAnAttempt(@ForAll String code) {
    FactorRequest attempt = new FactorRequest.Passcode("alice", Optional.empty(), new Secret(code));
    assertThat(attempt)
        .hasToString("Passcode[identity=alice, clientIp=Optional.empty, code=[hidden]]");
  }

  @Property
  void isEqualByItsValue(@ForAll String one, @ForAll String other) {
    assertThat(new Secret(one).equals(new Secret(other))).isEqualTo(one.equals(other));
    assertThat(new Secret(one).value()).isEqualTo(one);
  }
}
