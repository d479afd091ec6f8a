package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAndPortTest {
  @ParameterizedTest
  @CsvSource({
    "duo.example, duo.example, 443, duo.example",
    "' DUO.Example ', duo.example, 443, duo.example",
    "duo.example:443, duo.example, 443, duo.example",
    "duo.example:1, duo.example, 1, duo.example:1",
    "10.0.0.1:65535, 10.0.0.1, 65535, 10.0.0.1:65535",
    "x, x, 443, x"
  })
  void readsHostAndPort(String text, String host, int port, String authority) {
    assertThat(HostAndPort.parse(text))
        .contains(new HostAndPort(host, port))
        .map(HostAndPort::authority)
        .contains(authority);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":443",
        "a:",
        "a:0",
        "a:65536",
        "a:-1",
        "a:443:443",
        "a:+1",
        "a:٣",
        "a b",
        "https://a",
        "a/b",
        "a#b",
        "a?b",
        "a\\b",
        "joe@a",
        ".a",
        "a.",
        "a..b",
        "-a",
        "a-",
        "a_b",
        "münchen.example",
        "[::1]",
        "::1",
        "a\r\nHost: b"
      })
  void refusesEverythingElse(String text) {
    assertThat(HostAndPort.parse(text)).isEmpty();
  }

  @Property
  void readsItsOwnAuthority(
      @ForAll("hosts") String host, @ForAll @IntRange(min = 1, max = 65535) int port) {
    HostAndPort parsed = new HostAndPort(host, port);
    assertThat(HostAndPort.parse(parsed.authority())).contains(parsed);
  }

  @Property
  void holdsNothingThatMeansMoreThanAName(@ForAll String text) {
    HostAndPort.parse(text)
        .ifPresent(parsed -> assertThat(parsed.host()).matches("[a-z0-9.-]{1,253}"));
  }

  @Provide
  Arbitrary<String> hosts() {
    Arbitrary<String> label =
        Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(9);
    return label.list().ofMinSize(1).ofMaxSize(4).map(labels -> String.join(".", labels));
  }
}
