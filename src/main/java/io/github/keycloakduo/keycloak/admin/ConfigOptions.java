package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.runtime.ConfigForm;
import io.github.keycloakduo.settings.SettingKey;
import io.github.keycloakduo.settings.UsernameSettings;
import io.github.keycloakduo.settings.VaultExpression;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.AuthenticatorConfigModel;

/** The options of a configuration as a form shows them: description and stored value of each. */
final class ConfigOptions {
  private final Configurations configurations;

  ConfigOptions(Configurations configurations) {
    this.configurations = configurations;
  }

  Map<String, Object> json(AuthenticatorConfigModel config) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("alias", Optional.ofNullable(config.getAlias()).orElse(""));
    json.put("id", config.getId());
    json.put("options", list(config));
    return json;
  }

  /** Those that the step of the configuration reads. */
  private Set<SettingKey> keys(AuthenticatorConfigModel config) {
    return configurations.isOfUsernameStep(config)
        ? UsernameSettings.keys()
        : EnumSet.allOf(SettingKey.class);
  }

  private List<Map<String, Object>> list(AuthenticatorConfigModel config) {
    Map<String, String> stored = Optional.ofNullable(config.getConfig()).orElseGet(Map::of);
    return keys(config).stream()
        .sorted()
        .map(key -> json(key, Optional.ofNullable(stored.get(key.id())).orElse("")))
        .toList();
  }

  private static Map<String, Object> json(SettingKey key, String value) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", key.id());
    json.put("label", ConfigForm.label(key));
    json.put("help", ConfigForm.help(key));
    json.put("type", key.type().name().toLowerCase(Locale.ROOT));
    json.put("choices", key.options());
    json.put("default", key.defaultValue().orElse(""));
    json.put("isSet", !value.isBlank());
    json.put("value", isShown(key, value) ? value : "");
    return json;
  }

  /** The name of an entry of the vault is no secret. */
  private static boolean isShown(SettingKey key, String value) {
    return !key.isSecret() || VaultExpression.is(value.strip());
  }
}
