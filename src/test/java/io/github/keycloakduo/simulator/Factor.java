package io.github.keycloakduo.simulator;

import java.util.Locale;
import java.util.Optional;

/** A way to authenticate, as named in the {@code factor} parameter. */
public enum Factor {
  AUTO,
  PUSH,
  PASSCODE,
  SMS,
  PHONE;

  static Optional<Factor> ofWireName(String name) {
    for (Factor factor : values()) {
      if (factor.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(factor);
      }
    }
    return Optional.empty();
  }
}
