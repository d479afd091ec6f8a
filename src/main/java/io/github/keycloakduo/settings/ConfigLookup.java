package io.github.keycloakduo.settings;

import java.util.List;

/** The port to the configurations of a realm. */
@FunctionalInterface
public interface ConfigLookup {
  /** Every configuration with the alias, whatever it is for. */
  List<StoredConfig> named(String alias);

  /** A sentence about the configurations of an alias that is not unique. */
  default String ambiguous(String alias) {
    return "there are several configurations of that alias";
  }
}
