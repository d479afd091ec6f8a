package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.settings.DuoConnection;
import java.util.Optional;

/**
 * Where calls to Duo go.
 *
 * @param host as {@code duo.host} has it
 * @param proxy host and port
 */
record Way(String host, Optional<String> proxy) {
  static Way of(DuoConnection connection) {
    return new Way(
        connection.host().authority(),
        connection.proxy().map(proxy -> proxy.host() + ":" + proxy.port()));
  }
}
