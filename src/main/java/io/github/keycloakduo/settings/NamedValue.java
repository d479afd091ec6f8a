package io.github.keycloakduo.settings;

import java.util.List;
import java.util.Optional;

/** One entry of a map, as the admin console stores it. */
record NamedValue(String name, String value) {
  /** Reads {@code [{"key":"a","value":"b"}]}; empty when it is anything else. */
  static Optional<List<NamedValue>> list(String json) {
    try {
      return Optional.of(new NamedValueReader(json).list());
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
