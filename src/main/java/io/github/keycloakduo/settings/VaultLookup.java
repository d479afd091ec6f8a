package io.github.keycloakduo.settings;

import java.util.Optional;

/** Looks up a whole {@code ${vault.key}} expression. */
@FunctionalInterface
public interface VaultLookup {
  /** The secret, or empty when the vault has no such entry. */
  Optional<String> resolve(String expression);
}
