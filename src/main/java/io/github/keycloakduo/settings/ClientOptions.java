package io.github.keycloakduo.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reader of {@code client.configs}. */
final class ClientOptions {
  private static final SettingKey KEY = SettingKey.CLIENT_CONFIGS;

  private ClientOptions() {}

  /** Aliases by client id. Whether they are right is looked at for a login of the client. */
  static Map<String, String> read(OptionReader reader) {
    Map<String, String> aliases = new LinkedHashMap<>();
    String text = reader.text(KEY).orElse("[]");
    Optional<List<MapEntry>> entries = MapEntry.parse(text);
    if (entries.isEmpty()) {
      reader.reject(KEY, text, "a JSON array of {\"key\":\"client ID\",\"value\":\"alias\"}");
    }
    for (MapEntry entry : entries.orElse(List.of())) {
      if (entry.name().isBlank()) {
        reader.reject(KEY, entry.name(), "a client ID beside each alias");
      }
      aliases.put(entry.name().strip(), entry.value().strip());
    }
    return aliases;
  }
}
