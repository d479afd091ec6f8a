package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.mfa.LogSafeText;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at one thing after the other: what cannot be looked at is told of, and keeps no other from
 * being looked at.
 *
 * @param warnings is told a sentence of one line for each failure
 */
record Survey(Consumer<String> warnings) {
  /**
   * What was seen, if it could be looked at.
   *
   * @param place in words, fit for the log
   */
  <T> Optional<T> look(String place, Supplier<T> at) {
    try {
      return Optional.of(at.get());
    } catch (RuntimeException e) {
      warnings.accept(place + " could not be looked at: " + LogSafeText.of(e.toString()));
      return Optional.empty();
    }
  }
}
