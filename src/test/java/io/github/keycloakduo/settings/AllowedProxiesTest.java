package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedProxiesTest {
  private static final String LISTED = "proxy.example, Other.Example:8080 ,, 10.0.0.1:3128";

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void allowsAnyProxyWhereNoneIsListed(String list) {
    assertThat(AllowedProxies.parse(list).areAny()).isTrue();
    assertThat(problems(list, Map.of("https_proxy.server", "evil.example"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.example, ''",
    "Proxy.Example, 3128",
    "other.example, 8080",
    "10.0.0.1, ''",
    "'', 8080"
  })
  void allowsTheListedProxiesAndNone(String server, String port) {
    assertThat(problems(LISTED, Map.of("https_proxy.server", server, "https_proxy.port", port)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, ''",
    "proxy.example, 8080",
    "proxy.example, 443",
    "other.example, ''",
    "a.proxy.example, ''",
    "10.0.0.2, ''"
  })
  void refusesEveryOtherServerAndPort(String server, String port) {
    assertThat(problems(LISTED, Map.of("https_proxy.server", server, "https_proxy.port", port)))
        .containsExactly(
            "https_proxy.server: invalid value \""
                + server
                + "\": expected a proxy that, with its https_proxy.port, the"
                + " server option spi-authenticator--duo-mfa--allowed-proxies lists");
  }

  @Test
  void showsNoServerThatComesFromTheVault() {
    assertThat(problems(LISTED, Map.of("https_proxy.server", "${vault.evil.example}")))
        .singleElement()
        .asString()
        .startsWith("https_proxy.server: invalid value: expected");
  }

  /** Whoever writes a list wants a limit. */
  @Test
  void allowsNoneWhereAListHasNoEntry() {
    assertThat(problems(",", Map.of("https_proxy.server", "proxy.example"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://proxy.example", "proxy.example:0", "proxy.example:x", "a b"})
  void saysWhichEntryIsNone(String entry) {
    assertThatThrownBy(() -> AllowedProxies.parse("ok.example," + entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("allowed-proxies: \"" + entry + "\" is not host[:port]");
  }

  @Test
  void warnsOfAProxyThatMayPassForDuo() {
    DuoConnection passing =
        route(Map.of("https_proxy.server", "p.example", "duo.ca_certificates", SamplePem.ONE));

    assertThat(AllowedRoutes.DEFAULT.warning(passing))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .contains(
                        "https_proxy.server",
                        "duo.ca_certificates",
                        "allowed-proxies",
                        "passcodes"));
    assertThat(AllowedRoutes.parse("", "p.example").warning(passing)).isEmpty();
    for (DuoConnection other :
        List.of(
            route(Map.of()),
            route(Map.of("https_proxy.server", "p.example")),
            route(Map.of("duo.ca_certificates", SamplePem.ONE)))) {
      assertThat(AllowedRoutes.DEFAULT.warning(other)).isEmpty();
    }
  }

  private static DuoConnection route(Map<String, String> changes) {
    return ((ConfigResult.Valid) parsed("", changes)).settings().connection();
  }

  private static List<String> problems(String list, Map<String, String> changes) {
    return parsed(list, changes)
        .match(valid -> List.of(), invalid -> ConfigProblem.sentences(invalid.problems()));
  }

  private static ConfigResult parsed(String list, Map<String, String> changes) {
    Options options = Options.least();
    for (Map.Entry<String, String> change : changes.entrySet()) {
      options = options.with(change.getKey(), change.getValue());
    }
    return new SettingsParser(AllowedRoutes.parse("", list))
        .parse(options.stored(), AllowedProxiesTest::vault);
  }

  private static Optional<String> vault(String expression) {
    return Optional.of(expression.substring("${vault.".length(), expression.length() - 1));
  }
}
