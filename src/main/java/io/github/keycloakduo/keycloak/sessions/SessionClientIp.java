package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.mfa.ClientIp;
import java.util.Optional;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The client address under which a user session is counted. The note of the extension comes first:
 * Keycloak itself only knows the address of the connection, which may be a gateway's.
 */
public final class SessionClientIp {
  /** The user-session note. Sessions that never had a reservation do not have it. */
  static final String NOTE = "duo.client_ip";

  private static final String UNKNOWN = "unknown";

  private SessionClientIp() {}

  /** The address, empty when unknown. */
  static Optional<ClientIp> of(UserSessionModel session) {
    String noted = session.getNote(NOTE);
    return ClientIp.parse(noted == null ? session.getIpAddress() : noted);
  }

  /** Notes the address of a session that was created without a login flow. */
  public static void note(UserSessionModel session, Optional<ClientIp> clientIp) {
    session.setNote(NOTE, clientIp.map(ClientIp::text).orElse(UNKNOWN));
  }

  /** Hands the address over to the session that the login is going to have. */
  public static void note(AuthenticationSessionModel login, Optional<ClientIp> clientIp) {
    login.setUserSessionNote(NOTE, clientIp.map(ClientIp::text).orElse(UNKNOWN));
  }
}
