package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.AllowedHosts;
import io.github.keycloakduo.settings.ParsedSettings;
import io.github.keycloakduo.settings.SettingKey;
import io.github.keycloakduo.settings.SettingsParser;
import io.github.keycloakduo.settings.StoredConfig;
import io.github.keycloakduo.settings.VaultExpression;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets the rules of a login judge values. All of them come from a vault of our own for that, so
 * that the rules, which never show what came from a vault, do not show them either.
 */
final class SettingsCheck {
  /**
   * A rule that does not hold.
   *
   * @param missing whether the key has no value but needs one
   * @param sentence names the key, and nothing that a file has
   */
  record Problem(SettingKey key, boolean missing, String sentence) {}

  private final SettingsParser parser;

  SettingsCheck(AllowedHosts hosts) {
    parser = new SettingsParser(hosts);
  }

  /**
   * What a login would say.
   *
   * @param values as a login reads them; empty for what only another vault knows
   */
  List<Problem> problems(Map<SettingKey, Optional<String>> values) {
    Map<String, String> vault = new HashMap<>();
    Map<String, String> stored = new HashMap<>();
    values.forEach(
        (key, value) -> {
          String expression = VaultExpression.of(key.id());
          value
              .or(() -> Samples.of(key))
              .ifPresent(
                  text -> {
                    vault.put(expression, text);
                    stored.put(key.id(), expression);
                  });
        });
    StoredConfig config =
        StoredConfig.of(
            stored, alias -> List.of(Samples.all()), text -> Optional.ofNullable(vault.get(text)));
    return parser.parse(config, text -> Optional.ofNullable(vault.get(text)))
            instanceof ParsedSettings.Invalid invalid
        ? invalid.problems().stream().flatMap(text -> problem(text).stream()).toList()
        : List.of();
  }

  /** By key, why a value cannot be taken. */
  Map<SettingKey, String> refusals(Map<SettingKey, Optional<String>> values) {
    return problems(values).stream()
        .filter(problem -> !problem.missing())
        .collect(Collectors.toMap(Problem::key, Problem::sentence, (one, other) -> one));
  }

  private static Optional<Problem> problem(String sentence) {
    return Arrays.stream(SettingKey.values())
        .filter(key -> sentence.startsWith(key.id() + ":") || sentence.startsWith(key.id() + " "))
        .findFirst()
        .map(key -> new Problem(key, sentence.startsWith(key.id() + " is missing"), sentence));
  }
}
