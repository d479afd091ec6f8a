package io.github.keycloakduo.settings;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Keycloak vault as a store of options: an entry under the name of an option takes precedence
 * over the value in the configuration.
 *
 * @see <a href="https://www.keycloak.org/server/vault">Keycloak: Using a vault</a>
 */
final class CredentialStore {
  /** The value of an option that must come from the store. */
  static final String FROM_STORE = "$";

  static final String LITERAL_DOLLAR = "$$";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** The options that say where the others are found. */
  private static final Set<SettingKey> NEVER_FROM_STORE =
      EnumSet.of(SettingKey.CREDENTIAL_STORE_NAME, SettingKey.SHARED_CONFIG);

  private CredentialStore() {}

  /** The options, with a vault expression in the place of each that the store has. */
  static Map<String, String> fill(Map<String, String> stored, VaultLookup vault) {
    Map<String, String> filled = new HashMap<>(stored);
    name(stored, vault)
        .ifPresent(name -> keys().forEach(key -> fill(filled, key, entry(name, key), vault)));
    return filled;
  }

  /** The value of one option, from the store if that has it; may be blank. */
  static String value(SettingKey key, Map<String, String> stored, VaultLookup vault) {
    Map<String, String> filled = new HashMap<>(stored);
    name(stored, vault).ifPresent(name -> fill(filled, key, entry(name, key), vault));
    return filled.getOrDefault(key.id(), "").strip();
  }

  /** The options with their store looked through, so that it wins over no other layer. */
  static Map<String, String> settle(Map<String, String> stored, VaultLookup vault) {
    Map<String, String> filled = fill(stored, vault);
    // A name that is wrong stays, to be reported.
    name(stored, vault).ifPresent(name -> filled.remove(SettingKey.CREDENTIAL_STORE_NAME.id()));
    return filled;
  }

  /**
   * The same for the upper of two layers. Without a store of its own it may demand entries of that
   * of the other.
   */
  static Map<String, String> settle(
      Map<String, String> upper, Map<String, String> lower, VaultLookup vault) {
    if (!upper.getOrDefault(SettingKey.CREDENTIAL_STORE_NAME.id(), "").isBlank()) {
      return settle(upper, vault);
    }
    Map<String, String> filled = new HashMap<>(upper);
    name(lower, vault)
        .ifPresent(
            name ->
                keys()
                    .filter(key -> isDemanded(upper, key))
                    .forEach(key -> filled.put(key.id(), entry(name, key))));
    return filled;
  }

  private static Stream<SettingKey> keys() {
    return EnumSet.complementOf(EnumSet.copyOf(NEVER_FROM_STORE)).stream();
  }

  private static boolean isDemanded(Map<String, String> options, SettingKey key) {
    return options.getOrDefault(key.id(), "").strip().equals(FROM_STORE);
  }

  private static void fill(
      Map<String, String> filled, SettingKey key, String entry, VaultLookup vault) {
    if (isDemanded(filled, key) || vault.find(entry).isPresent()) {
      filled.put(key.id(), entry);
    }
  }

  private static Optional<String> name(Map<String, String> stored, VaultLookup vault) {
    String value = stored.getOrDefault(SettingKey.CREDENTIAL_STORE_NAME.id(), "").strip();
    Optional<String> name = VaultExpression.is(value) ? vault.resolve(value) : Optional.of(value);
    return name.map(String::strip).filter(CredentialStore::isName);
  }

  private static String entry(String name, SettingKey key) {
    return VaultExpression.of(key.vaultKey(name));
  }

  /** Whether a store may have that name, which becomes a part of vault keys. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
