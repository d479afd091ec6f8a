package io.github.keycloakduo.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A vault lookup that remembers found entries while one configuration is read, so that an entry
 * that is changed meanwhile is not read with two values.
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
