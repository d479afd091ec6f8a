package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  private static final AllowedHosts DUO_ONLY = AllowedHosts.parse(" ");
  private static final AllowedHosts LISTED =
      AllowedHosts.parse("duo.example, Sim.Example:8443 ,, 10.0.0.1:443");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-12345678.duosecurity.com",
        "API-12345678.DUOSECURITY.COM:443",
        "api-12345678.duofederal.com",
        "a.b.duosecurity.com"
      })
  void allowsDuosOwnDomains(String host) {
    assertThat(allows(DUO_ONLY, host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "duosecurity.com",
        "evilduosecurity.com",
        "api-1.evilduosecurity.com",
        "api-1-duosecurity.com",
        "api-1.duosecurity.com.evil.example",
        "duosecurity.com.evil.example",
        "api-1.duosecurity.co",
        "api-1.duosecurity.org",
        "api-1.duosecurity.com:8443",
        "api-1.duofederal.com:80",
        "duo.example",
        "127.0.0.1"
      })
  void refusesEveryOtherHostAndPort(String host) {
    assertThat(allows(DUO_ONLY, host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"duo.example", "DUO.example:443", "sim.example:8443", "10.0.0.1"})
  void allowsExactlyWhatTheOperatorLists(String host) {
    assertThat(allows(LISTED, host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "duo.example:8443",
        "sim.example",
        "sim.example:443",
        "a.duo.example",
        "evilduo.example",
        "duo.example.evil.example",
        "api-1.duosecurity.com:8443"
      })
  void allowsNothingBesideAListedEntry(String host) {
    assertThat(allows(LISTED, host)).isFalse();
  }

  @Test
  void stillAllowsDuoBesideAList() {
    assertThat(allows(LISTED, "api-1.duosecurity.com")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*.example", "duo.example:0", "https://duo.example", "duo example"})
  void namesAnEntryThatCannotBeRead(String entry) {
    assertThatThrownBy(() -> AllowedHosts.parse("ok.example," + entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed-hosts")
        .hasMessageContaining("\"" + entry + "\"");
  }

  @Property
  void asksForADotBeforeDuosDomain(
      @ForAll @AlphaChars @StringLength(min = 1, max = 9) String name) {
    assertThat(allows(DUO_ONLY, name + ".duosecurity.com")).isTrue();
    assertThat(allows(DUO_ONLY, name + "duosecurity.com")).isFalse();
    assertThat(allows(DUO_ONLY, "a.duosecurity.com." + name)).isFalse();
  }

  private static boolean allows(AllowedHosts hosts, String text) {
    return hosts.allows(HostAndPort.parse(text).orElseThrow());
  }
}
