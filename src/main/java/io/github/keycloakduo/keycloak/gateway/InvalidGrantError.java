package io.github.keycloakduo.keycloak.gateway;

import jakarta.ws.rs.core.Response;
import org.keycloak.common.Version;

/**
 * The error by which Keycloak itself refuses a wrong password in a direct grant (RFC 6749, section
 * 5.2: {@code invalid_grant}).
 */
final class InvalidGrantError {
  static final String DESCRIPTION = "Invalid user credentials";

  /** 401 up to Keycloak 26.5, 400 from 26.6 on. */
  static final int STATUS = status(Version.VERSION);

  private InvalidGrantError() {}

  static int status(String version) {
    boolean old = version.matches("26\\.[0-5]\\..*");
    return (old ? Response.Status.UNAUTHORIZED : Response.Status.BAD_REQUEST).getStatusCode();
  }
}
