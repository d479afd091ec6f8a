package io.github.keycloakduo.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of {@code client.configs}, as they are stored.
 *
 * @param secret whether they come from the vault
 */
record ClientAliases(List<MapEntry> entries, boolean secret) {
  /** The entries of stored options; none where the map cannot be read. */
  static ClientAliases of(Map<String, String> options, VaultLookup vault) {
    String text = CredentialStore.value(SettingKey.CLIENT_CONFIGS, options, vault);
    boolean secret = VaultExpression.is(text);
    Optional<String> json = secret ? vault.resolve(text) : Optional.of(text);
    return new ClientAliases(json.flatMap(MapEntry::parse).orElse(List.of()), secret);
  }

  /** Aliases by client id. */
  Map<String, String> byClient() {
    Map<String, String> aliases = new LinkedHashMap<>();
    entries.stream()
        .filter(entry -> !entry.name().isBlank())
        .forEach(entry -> aliases.put(entry.name().strip(), entry.value().strip()));
    return aliases;
  }

  /** What a client is referred to, as often as it is named. */
  List<AliasReference> references(String clientId) {
    return entries.stream()
        .filter(entry -> entry.name().strip().equals(clientId))
        .map(entry -> AliasReference.ofClient(clientId, entry.value().strip(), secret))
        .toList();
  }
}
