package io.github.keycloakduo.settings;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The vault as a store of options: what stands there under the name of an option wins over the
 * value in the configuration.
 */
final class CredentialStore {
  /** The value of an option that must come from the store. */
  static final String MUST_BE_THERE = "$";

  static final String LITERAL_DOLLAR = "$$";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** The options that say where the others are. */
  private static final Set<SettingKey> NEVER_STORED =
      EnumSet.of(SettingKey.CREDENTIAL_STORE_NAME, SettingKey.SHARED_CONFIG);

  private CredentialStore() {}

  /** The options, with a vault expression in the place of each that the store has. */
  static Map<String, String> fill(Map<String, String> stored, VaultLookup vault) {
    Map<String, String> filled = new HashMap<>(stored);
    name(stored, vault)
        .ifPresent(
            name ->
                EnumSet.complementOf(EnumSet.copyOf(NEVER_STORED))
                    .forEach(key -> fill(filled, key, entry(name, key), vault)));
    return filled;
  }

  private static void fill(
      Map<String, String> filled, SettingKey key, String entry, VaultLookup vault) {
    boolean demanded = filled.getOrDefault(key.id(), "").strip().equals(MUST_BE_THERE);
    if (demanded || vault.find(entry).isPresent()) {
      filled.put(key.id(), entry);
    }
  }

  private static Optional<String> name(Map<String, String> stored, VaultLookup vault) {
    String value = stored.getOrDefault(SettingKey.CREDENTIAL_STORE_NAME.id(), "").strip();
    Optional<String> name = VaultExpression.is(value) ? vault.resolve(value) : Optional.of(value);
    return name.map(String::strip).filter(text -> NAME.matcher(text).matches());
  }

  private static String entry(String name, SettingKey key) {
    return VaultExpression.of(key.vaultKey(name));
  }

  /** Refuses a name that cannot be part of a vault key. */
  static void check(OptionReader reader) {
    reader
        .text(SettingKey.CREDENTIAL_STORE_NAME)
        .filter(name -> !NAME.matcher(name).matches())
        .ifPresent(
            name ->
                reader.reject(
                    SettingKey.CREDENTIAL_STORE_NAME,
                    name,
                    "1 to 64 letters, digits, dots, hyphens and underscores"));
  }
}
