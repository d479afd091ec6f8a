package io.github.keycloakduo.keycloak.step;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** The OAuth error for a login that cannot be decided now (RFC 6749, section 4.1.2.1). */
public final class TemporarilyUnavailable {
  private static final int RETRY_SECONDS = 5;

  private TemporarilyUnavailable() {}

  /** The factor cannot be checked. */
  public static Response response() {
    return response("The second factor cannot be checked at the moment");
  }

  /** The error with this description. */
  public static Response response(String description) {
    return Response.status(Response.Status.SERVICE_UNAVAILABLE)
        .entity(new OAuth2ErrorRepresentation("temporarily_unavailable", description))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header("Retry-After", RETRY_SECONDS)
        .build();
  }
}
