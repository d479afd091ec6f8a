package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.AllowedHosts;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.RawConfig;
import io.github.keycloakduo.settings.SettingKey;
import io.github.keycloakduo.settings.SettingsParser;
import io.github.keycloakduo.settings.VaultExpression;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The validation of imported values by the parser that logins use. All values are presented as
 * entries of a vault, since the parser never shows those in its sentences.
 */
final class ConfigValidator {
  private final SettingsParser parser;

  ConfigValidator(AllowedHosts hosts) {
    parser = new SettingsParser(hosts);
  }

  /**
   * What a login would say.
   *
   * @param values as a login reads them; empty for what only another vault knows
   */
  List<ConfigProblem> problems(Map<SettingKey, Optional<String>> values) {
    Map<String, String> vault = new HashMap<>();
    Map<String, String> stored = new HashMap<>();
    values.forEach(
        (key, value) -> {
          String expression = VaultExpression.of(key.id());
          value
              .or(() -> SampleValues.of(key))
              .ifPresent(
                  text -> {
                    vault.put(expression, text);
                    stored.put(key.id(), expression);
                  });
        });
    RawConfig config =
        RawConfig.of(
            stored,
            alias -> List.of(SampleValues.all()),
            text -> Optional.ofNullable(vault.get(text)));
    return parser
        .parse(config, text -> Optional.ofNullable(vault.get(text)))
        .match(valid -> List.of(), invalid -> invalid.problems());
  }

  /** By key, why a value cannot be taken. */
  Map<SettingKey, String> rejections(Map<SettingKey, Optional<String>> values) {
    Map<SettingKey, String> rejections = new EnumMap<>(SettingKey.class);
    for (ConfigProblem problem : problems(values)) {
      if (problem.kind() != ConfigProblem.Kind.MISSING) {
        problem.key().ifPresent(key -> rejections.putIfAbsent(key, problem.sentence()));
      }
    }
    return rejections;
  }
}
