package io.github.keycloakduo.settings;

import java.util.Map;

/** A configuration as Keycloak stores it. */
public record StoredConfig(ConfigSource source, Map<String, String> options) {
  public StoredConfig {
    options = Map.copyOf(options);
  }

  /** Options that are not stored in Keycloak. */
  public static StoredConfig of(Map<String, String> options) {
    return new StoredConfig(ConfigSource.NONE, options);
  }

  /** Whether it holds an option of this extension. */
  boolean isOurs() {
    return options.keySet().stream().anyMatch(id -> SettingKey.of(id).isPresent());
  }

  /** Whether an option has more than the admin console leaves in a field that was not touched. */
  boolean has(SettingKey key) {
    return !FormPresets.isUntouched(key, options);
  }

  /** Values may be secrets. */
  @Override
  public String toString() {
    return "StoredConfig[source=" + source + ", options=" + options.keySet() + "]";
  }
}
