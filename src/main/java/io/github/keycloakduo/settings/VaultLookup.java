package io.github.keycloakduo.settings;

import java.util.Optional;

/** The lookup of a whole {@code ${vault.key}} expression in a vault. */
@FunctionalInterface
public interface VaultLookup {
  /** The secret, or empty when the vault has no such entry. */
  Optional<String> resolve(String expression);

  /**
   * The secret of an entry that nothing refers to. Asked for each option where there is a
   * credential store, so that a vault may remember for a while what it does not have.
   */
  default Optional<String> find(String expression) {
    return resolve(expression);
  }
}
