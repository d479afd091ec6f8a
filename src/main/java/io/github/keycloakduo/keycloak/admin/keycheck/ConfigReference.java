package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.mfa.LogSafeText;

/**
 * A reference to a configuration of a realm, as logs and metrics have it.
 *
 * @param realm name of the realm
 * @param config alias
 */
record ConfigReference(String realm, String config) {
  /** For the log. Names may have line breaks in them. */
  String describe() {
    return describeRealm(realm) + ", configuration \"" + LogSafeText.of(config) + "\"";
  }

  /** The same for a whole realm. */
  static String describeRealm(String realm) {
    return "realm " + LogSafeText.of(realm);
  }
}
