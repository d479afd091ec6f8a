package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.settings.ParsedSettings;

/**
 * A configuration that a flow in use refers to.
 *
 * @param realm name of the realm
 * @param config alias
 */
record ConfigReference(String realm, String config, ParsedSettings settings) {
  /** For the log. */
  String place() {
    return place(realm, config);
  }

  /** Names may hold what would begin a line of its own. */
  static String place(String realm, String config) {
    return place(realm) + ", configuration \"" + LogSafeText.of(config) + "\"";
  }

  static String place(String realm) {
    return "realm " + LogSafeText.of(realm);
  }
}
