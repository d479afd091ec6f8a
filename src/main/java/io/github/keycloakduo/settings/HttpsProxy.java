package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.Secret;
import java.util.Optional;

/**
 * The HTTP CONNECT proxy on the way to Duo.
 *
 * @param credentials for Basic authentication; absent for none
 */
public record HttpsProxy(String host, int port, Optional<Credentials> credentials) {
  /** User and password for the proxy. */
  public record Credentials(String username, Secret password) {}
}
