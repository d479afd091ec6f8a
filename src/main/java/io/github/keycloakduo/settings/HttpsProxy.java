package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.Secret;
import java.util.Optional;

/**
 * The proxy on the route to Duo, used by HTTP CONNECT (RFC 9110, section 9.3.6).
 *
 * @param credentials for Basic authentication; absent for none
 */
public record HttpsProxy(String host, int port, Optional<Credentials> credentials) {
  /** User and password for the proxy. */
  public record Credentials(String username, Secret password) {}
}
