package io.github.keycloakduo.importing;

import io.github.keycloakduo.settings.AllowedProxies;
import io.github.keycloakduo.settings.AllowedRoutes;
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
import java.util.stream.Stream;

/**
 * The validation of imported values by the parser that logins use. All values are presented as
 * entries of a vault, since the parser never shows those in its sentences.
 */
public final class ConfigValidator {
  private final SettingsParser parser;
  private final SettingsParser byAnyProxy;

  /** For a server with these allowed hosts and proxies. */
  public ConfigValidator(AllowedRoutes allowed) {
    parser = new SettingsParser(allowed);
    byAnyProxy = new SettingsParser(new AllowedRoutes(allowed.hosts(), AllowedProxies.parse("")));
  }

  /**
   * What a login would say.
   *
   * @param values as a login reads them; empty for what only another vault knows
   */
  public List<ConfigProblem> problems(Map<SettingKey, Optional<String>> values) {
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
    return (isProxyKnown(values) ? parser : byAnyProxy)
        .parse(config, text -> Optional.ofNullable(vault.get(text)))
        .match(valid -> List.of(), invalid -> invalid.problems());
  }

  /** A sample in the place of what only a vault or another configuration has is on no list. */
  private static boolean isProxyKnown(Map<SettingKey, Optional<String>> values) {
    return !values.containsKey(SettingKey.SHARED_CONFIG)
        && Stream.of(SettingKey.HTTPS_PROXY_SERVER, SettingKey.HTTPS_PROXY_PORT)
            .allMatch(key -> !values.containsKey(key) || values.get(key).isPresent());
  }

  /** By key, why a value cannot be taken. */
  public Map<SettingKey, String> rejections(Map<SettingKey, Optional<String>> values) {
    Map<SettingKey, String> rejections = new EnumMap<>(SettingKey.class);
    for (ConfigProblem problem : problems(values)) {
      if (problem.kind() != ConfigProblem.Kind.MISSING) {
        problem.key().ifPresent(key -> rejections.putIfAbsent(key, problem.sentence()));
      }
    }
    return rejections;
  }
}
