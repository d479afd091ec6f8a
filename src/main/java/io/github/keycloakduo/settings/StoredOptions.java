package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.StableHash;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The stored strings with known keys and resolved secrets, and what was wrong with the others. */
record StoredOptions(Map<SettingKey, String> values, List<String> problems) {
  /** Keycloak's own keys, which every execution may carry. */
  private static final String KEYCLOAK_PREFIX = "default.reference.";

  private static final Pattern VAULT_EXPRESSION = Pattern.compile("\\$\\{vault\\.[^}]+}");

  static StoredOptions read(Map<String, String> stored, VaultLookup vault) {
    Map<SettingKey, String> values = new EnumMap<>(SettingKey.class);
    List<String> problems = new ArrayList<>();
    // Sorted, so that the same mistakes are always told in the same order.
    new TreeMap<>(stored)
        .forEach(
            (id, value) -> {
              Optional<SettingKey> key = SettingKey.of(id);
              if (key.isPresent()) {
                resolve(key.get(), value, vault, problems).ifPresent(v -> values.put(key.get(), v));
              } else if (!id.startsWith(KEYCLOAK_PREFIX)) {
                problems.add(
                    Printable.of(id) + " is not an option of this extension; remove or correct it");
              }
            });
    return new StoredOptions(values, problems);
  }

  /** Changes whenever an option changes. */
  String fingerprint() {
    return StableHash.of(
        values.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey().id(), entry.getValue()))
            .toList());
  }

  private static Optional<String> resolve(
      SettingKey key, String value, VaultLookup vault, List<String> problems) {
    if (!VAULT_EXPRESSION.matcher(value.strip()).matches()) {
      return Optional.of(value);
    }
    Optional<String> secret = vault.resolve(value.strip());
    if (secret.isEmpty()) {
      problems.add(key.id() + ": the vault has no entry for " + Printable.of(value.strip()));
    }
    return secret;
  }
}
