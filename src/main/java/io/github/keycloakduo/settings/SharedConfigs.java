package io.github.keycloakduo.settings;

import java.util.List;
import java.util.Map;

/** The configurations of a realm. */
@FunctionalInterface
public interface SharedConfigs {
  /** The stored options of every configuration with that alias, whatever it is for. */
  List<Map<String, String>> named(String alias);
}
