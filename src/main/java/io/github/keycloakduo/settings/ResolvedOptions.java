package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.StableHash;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The options of a configuration with their keys known and references to the vault resolved.
 *
 * @param fromVault the keys whose values are secrets, whatever they are for
 */
record ResolvedOptions(
    Map<SettingKey, String> values, Set<SettingKey> fromVault, List<ConfigProblem> problems) {
  /** Values may be secrets. */
  @Override
  public String toString() {
    return "ResolvedOptions[values=" + values.keySet() + ", problems=" + problems + "]";
  }

  static ResolvedOptions read(RawConfig config, VaultLookup lookup) {
    VaultLookup vault = new CachingVault(lookup);
    ResolvedOptions options =
        new ResolvedOptions(
            new EnumMap<>(SettingKey.class),
            EnumSet.noneOf(SettingKey.class),
            new ArrayList<>(config.problems()));
    // Sorted, so that equal errors are always reported in the same order.
    new TreeMap<>(CredentialStore.fill(config.options(), vault))
        .forEach(
            (id, value) ->
                SettingKey.of(id)
                    .ifPresentOrElse(
                        key -> options.take(key, value, vault), () -> options.takeUnknown(id)));
    return options;
  }

  private void take(SettingKey key, String value, VaultLookup vault) {
    String expression = value.strip();
    if (key.isSecret() && !expression.isEmpty() && expression.chars().allMatch(c -> c == '*')) {
      problems.add(
          ConfigProblem.invalid(
              key,
              key.id()
                  + ": the value is only the mask that Keycloak shows in the place of a secret, as"
                  + " a realm export or a copied configuration has it; enter the secret itself"));
    }
    if (VaultExpression.is(expression)) {
      takeFromVault(key, expression, vault);
    } else if (expression.equals(CredentialStore.FROM_STORE)) {
      problems.add(
          ConfigProblem.invalid(
              key,
              key.id()
                  + ": invalid value \"$\" without an entry of the credential store"
                  + " (credential_store.name): expected a value, or $$ for a literal $"));
    } else {
      values.put(key, expression.equals(CredentialStore.LITERAL_DOLLAR) ? "$" : value);
    }
  }

  private void takeFromVault(SettingKey key, String expression, VaultLookup vault) {
    fromVault.add(key);
    vault
        .resolve(expression)
        .ifPresentOrElse(
            secret -> values.put(key, secret),
            () -> problems.add(ConfigProblem.notInVault(key, expression)));
  }

  private void takeUnknown(String id) {
    if (!SettingKey.isKeycloaksOwn(id)) {
      problems.add(ConfigProblem.unknownOption(id));
    }
  }

  /**
   * Changes whenever an option changes, but not where the admin console stores the default of a
   * field that was not touched.
   */
  String fingerprint() {
    Map<String, String> texts = new HashMap<>();
    values.forEach((key, value) -> texts.put(key.id(), value));
    return StableHash.of(
        values.entrySet().stream()
            .filter(entry -> !FormPresets.isUntouched(entry.getKey(), texts))
            .flatMap(entry -> Stream.of(entry.getKey().id(), entry.getValue()))
            .toList());
  }
}
