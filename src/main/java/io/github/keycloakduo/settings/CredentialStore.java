package io.github.keycloakduo.settings;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
        .ifPresent(
            name ->
                EnumSet.complementOf(EnumSet.copyOf(NEVER_FROM_STORE))
                    .forEach(key -> fill(filled, key, entry(name, key), vault)));
    return filled;
  }

  private static void fill(
      Map<String, String> filled, SettingKey key, String entry, VaultLookup vault) {
    boolean demanded = filled.getOrDefault(key.id(), "").strip().equals(FROM_STORE);
    if (demanded || vault.find(entry).isPresent()) {
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
