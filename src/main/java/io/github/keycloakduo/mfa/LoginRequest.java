package io.github.keycloakduo.mfa;

import java.util.Optional;

/**
 * The user, client and origin of a login, taken from Keycloak once for each HTTP request.
 *
 * @param userId Keycloak's id of the user
 * @param username the gateway user: Keycloak's user name, never raw input
 * @param clientIp absent when unknown
 * @param realm name of the realm
 * @param clientName display name of the client, else its client id
 * @param bindingMessage by which the user tells this request from another (OpenID Connect CIBA,
 *     section 7.1)
 */
public record LoginRequest(
    String userId,
    String username,
    Optional<ClientIp> clientIp,
    String realm,
    String clientName,
    Optional<String> bindingMessage) {

  /** A login without a binding message. */
  public LoginRequest(
      String userId,
      String username,
      Optional<ClientIp> clientIp,
      String realm,
      String clientName) {
    this(userId, username, clientIp, realm, clientName, Optional.empty());
  }

  /** The same login from another address. */
  public LoginRequest from(ClientIp address) {
    return new LoginRequest(
        userId, username, Optional.of(address), realm, clientName, bindingMessage);
  }
}
