package io.github.keycloakduo.importing;

import io.github.keycloakduo.settings.SettingKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of entries in Keycloak's vault: section and option behind the name of the credential
 * store, as logins look for them, or else behind the alias.
 */
public record VaultKeys(String prefix, Optional<String> store) {
  private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9._-]+");
  private static final int MAX_LENGTH = 64;

  /**
   * For a configuration of that alias.
   *
   * @param alias any text; if nothing of it fits into a name, {@code duo} stands in
   */
  public static VaultKeys of(String alias, Optional<String> store) {
    String fit = UNFIT.matcher(alias.strip()).replaceAll("-");
    String cut = fit.substring(0, Math.min(fit.length(), MAX_LENGTH));
    return new VaultKeys(cut.isEmpty() ? "duo" : cut, store);
  }

  /** The name of the entry for an option. */
  public String entry(SettingKey key) {
    return key.vaultKey(store.orElse(prefix));
  }
}
