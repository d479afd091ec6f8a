package io.github.keycloakduo.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A vault while one configuration is read: it is asked once for each entry that it has, and what it
 * said then holds to the end.
 */
final class CachingVault implements VaultLookup {
  private final VaultLookup vault;
  private final Map<String, String> known = new HashMap<>();

  CachingVault(VaultLookup vault) {
    this.vault = vault;
  }

  @Override
  public Optional<String> resolve(String expression) {
    return known(expression).or(() -> remember(expression, vault.resolve(expression)));
  }

  @Override
  public Optional<String> find(String expression) {
    return known(expression).or(() -> remember(expression, vault.find(expression)));
  }

  private Optional<String> known(String expression) {
    return Optional.ofNullable(known.get(expression));
  }

  private Optional<String> remember(String expression, Optional<String> secret) {
    secret.ifPresent(value -> known.put(expression, value));
    return secret;
  }
}
