package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.StableHash;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The stored strings with known keys and resolved secrets, and what was wrong with the others.
 *
 * @param fromVault the keys whose values are secrets, whatever they are for
 */
record StoredOptions(
    Map<SettingKey, String> values, Set<SettingKey> fromVault, List<String> problems) {
  /** Keycloak's own keys, which every execution may carry. */
  private static final String KEYCLOAK_PREFIX = "default.reference.";

  private static final Pattern VAULT_EXPRESSION = Pattern.compile("\\$\\{vault\\.[^}]+}");

  static StoredOptions read(Map<String, String> stored, VaultLookup vault) {
    StoredOptions options =
        new StoredOptions(
            new EnumMap<>(SettingKey.class), EnumSet.noneOf(SettingKey.class), new ArrayList<>());
    // Sorted, so that the same mistakes are always told in the same order.
    new TreeMap<>(stored)
        .forEach(
            (id, value) ->
                SettingKey.of(id)
                    .ifPresentOrElse(
                        key -> options.take(key, value, vault), () -> options.takeUnknown(id)));
    return options;
  }

  private void take(SettingKey key, String value, VaultLookup vault) {
    String expression = value.strip();
    if (!VAULT_EXPRESSION.matcher(expression).matches()) {
      values.put(key, value);
      return;
    }
    fromVault.add(key);
    vault
        .resolve(expression)
        .ifPresentOrElse(
            secret -> values.put(key, secret),
            () ->
                problems.add(
                    key.id() + ": the vault has no entry for " + Printable.of(expression)));
  }

  private void takeUnknown(String id) {
    if (!id.startsWith(KEYCLOAK_PREFIX)) {
      problems.add(Printable.of(id) + " is not an option of this extension; remove or correct it");
    }
  }

  /** Changes whenever an option changes. */
  String fingerprint() {
    return StableHash.of(
        values.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey().id(), entry.getValue()))
            .toList());
  }
}
