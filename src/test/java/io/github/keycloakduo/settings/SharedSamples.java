package io.github.keycloakduo.settings;

import java.util.List;
import java.util.Map;

/** The configurations of a realm: which can be shared, and each way of not being fit for it. */
final class SharedSamples {
  private SharedSamples() {}

  static List<Map<String, String>> named(String alias) {
    return switch (alias) {
      case "quick" -> List.of(Map.of("duo.timeout", "30"));
      case "slow" ->
          List.of(
              Map.of(
                  "duo.timeout", "300", "duo.push_limit", "7", "default.reference.value", "otp"));
      case "typing error" -> List.of(Map.of("duo.timeout", "30", "duo.factor", "push"));
      case "foreign" -> List.of(Map.of("defaultProvider", "google"));
      case "empty" -> List.of(Map.of());
      case "double" -> List.of(Map.of("duo.timeout", "30"), Map.of("duo.timeout", "30"));
      case "chain" -> List.of(Map.of("duo.timeout", "30", "shared.config", "quick"));
      default -> List.of();
    };
  }
}
