package io.github.keycloakduo.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.SettingKey;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigValidatorTest {
  private static final ConfigValidator VALIDATOR =
      new ConfigValidator(AllowedRoutes.parse("", "proxy.example:8080"));

  private static final Optional<String> ONLY_IN_A_VAULT = Optional.empty();

  static Stream<Map<SettingKey, Optional<String>>> proxiesThatMayBeAllowed() {
    return Stream.of(
        proxy(Optional.of("proxy.example"), Optional.of("8080")),
        proxy(Optional.of("proxy.example"), ONLY_IN_A_VAULT),
        proxy(ONLY_IN_A_VAULT, Optional.of("8080")),
        Map.of(SettingKey.HTTPS_PROXY_SERVER, ONLY_IN_A_VAULT),
        Map.of(SettingKey.HTTPS_PROXY_PORT, Optional.of("8081")));
  }

  @ParameterizedTest
  @MethodSource("proxiesThatMayBeAllowed")
  void takesAProxyThatMayBeAllowed(Map<SettingKey, Optional<String>> values) {
    assertThat(VALIDATOR.rejections(values)).isEmpty();
  }

  static Stream<Map<SettingKey, Optional<String>>> proxiesThatAreNotAllowed() {
    return Stream.of(
        proxy(Optional.of("proxy.example"), Optional.of("8081")),
        proxy(Optional.of("other.example"), Optional.of("8080")),
        Map.of(SettingKey.HTTPS_PROXY_SERVER, Optional.of("proxy.example")));
  }

  @ParameterizedTest
  @MethodSource("proxiesThatAreNotAllowed")
  void rejectsAProxyThatIsNotAllowed(Map<SettingKey, Optional<String>> values) {
    assertThat(VALIDATOR.rejections(values)).containsOnlyKeys(SettingKey.HTTPS_PROXY_SERVER);
  }

  private static Map<SettingKey, Optional<String>> proxy(
      Optional<String> server, Optional<String> port) {
    return Map.of(SettingKey.HTTPS_PROXY_SERVER, server, SettingKey.HTTPS_PROXY_PORT, port);
  }

  @Test
  void missesNothingThatASharedConfigurationMayHave() {
    assertThat(VALIDATOR.problems(Map.of(SettingKey.SHARED_CONFIG, Optional.of("other"))))
        .isEmpty();
  }

  @Test
  void rejectsAWrongValueBesideASharedConfiguration() {
    assertThat(
            VALIDATOR.rejections(
                Map.of(
                    SettingKey.SHARED_CONFIG,
                    Optional.of("other"),
                    SettingKey.DUO_HOST,
                    Optional.of("evil.example"))))
        .containsOnlyKeys(SettingKey.DUO_HOST);
  }
}
