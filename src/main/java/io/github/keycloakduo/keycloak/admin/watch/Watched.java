package io.github.keycloakduo.keycloak.admin.watch;

import io.github.keycloakduo.settings.ParsedSettings;

/**
 * A configuration that a flow in use refers to.
 *
 * @param realm name of the realm
 * @param config alias
 */
record Watched(String realm, String config, ParsedSettings settings) {
  /** For the log. */
  String place() {
    return "realm " + realm + ", configuration \"" + config + "\"";
  }
}
