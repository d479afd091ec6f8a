package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalTest {
  @Test
  void signsTheExampleOfDuosDocumentation() {
    SignedRequest request =
        new SignedRequest(
            "POST",
            "API-XXXXXXXX.duosecurity.com",
            "/accounts/v1/account/list",
            "Tue, 21 Aug 2012 17:29:18 -0000",
            List.of(),
            List.of(Map.entry("username", "root"), Map.entry("realname", "First Last")),
            false,
            Buffer.buffer(),
            List.of());

    assertThat(
            request.isSignedWith(
                "Zh5eGmUq9zpfQnyUIu5OL9iWoMMv5ZNmk3zLJ4Ep",
                "2d97d6166319781b5a3a07af39d366f491234edc"))
        .isTrue();
  }

  @Test
  void encodesEverythingButTheUnreservedCharacters() {
    assertThat(Canonical.encode("aZ09_.~-")).isEqualTo("aZ09_.~-");
    assertThat(Canonical.encode(" *+/&=%ä")).isEqualTo("%20%2A%2B%2F%26%3D%25%C3%A4");
  }

  @Test
  void sortsByNameAndThenByValue() {
    assertThat(
            Canonical.parameters(
                List.of(Map.entry("b", "1"), Map.entry("a", "2"), Map.entry("a", "1"))))
        .isEqualTo("a=1&a=2&b=1");
  }
}
