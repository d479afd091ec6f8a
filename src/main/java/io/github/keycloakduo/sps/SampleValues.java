package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.SettingKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sample values that the validation uses for values that only the vault of a realm has. */
final class SampleValues {
  private SampleValues() {}

  /** Empty for what cannot be made up. */
  static Optional<String> of(SettingKey key) {
    return switch (key.type()) {
      case BOOLEAN -> Optional.of("false");
      case INTEGER -> Optional.of("1");
      case CHOICE -> Optional.of(key.options().get(0));
      case LIST ->
          Optional.of(
              switch (key) {
                case NETWORK_EXEMPT, NETWORK_REQUIRE -> "192.0.2.0/24";
                default -> key.options().stream().findFirst().orElse("sample");
              });
      case MAP -> Optional.of("[]");
      case TEXT -> Optional.empty();
      case SECRET -> Optional.of("sample");
      case STRING ->
          Optional.of(
              switch (key) {
                case DUO_HOST -> "api-0.duosecurity.com";
                case HELP_URL -> "https://help.example.com/";
                default -> key.id().replaceAll("[._]", "-");
              });
    };
  }

  /** A configuration that can be shared. */
  static Map<String, String> all() {
    Map<String, String> all = new HashMap<>();
    Arrays.stream(SettingKey.values())
        .filter(key -> key != SettingKey.SHARED_CONFIG)
        .forEach(key -> of(key).ifPresent(value -> all.put(key.id(), value)));
    return all;
  }
}
