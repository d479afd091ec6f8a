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
 * @param passive whether the client forbids every interaction with the user (OpenID Connect Core,
 *     section 3.1.2.1: {@code prompt=none}; SAML 2.0 Core, section 3.4.1: {@code IsPassive})
 */
public record LoginRequest(
    String userId,
    String username,
    Optional<ClientIp> clientIp,
    String realm,
    String clientName,
    Optional<String> bindingMessage,
    boolean passive) {

  /** A login that may ask the user. */
  public LoginRequest(
      String userId,
      String username,
      Optional<ClientIp> clientIp,
      String realm,
      String clientName,
      Optional<String> bindingMessage) {
    this(userId, username, clientIp, realm, clientName, bindingMessage, false);
  }

  /** A login without a binding message. */
  public LoginRequest(
      String userId,
      String username,
      Optional<ClientIp> clientIp,
      String realm,
      String clientName) {
    this(userId, username, clientIp, realm, clientName, Optional.empty());
  }

  /**
   * The same login from another address.
   *
   * @param address absent when unknown
   */
  public LoginRequest from(Optional<ClientIp> address) {
    return new LoginRequest(userId, username, address, realm, clientName, bindingMessage, passive);
  }

  /** The same login, of which the client says whether the user may be asked. */
  public LoginRequest passive(boolean forbidsInteraction) {
    return new LoginRequest(
        userId, username, clientIp, realm, clientName, bindingMessage, forbidsInteraction);
  }
}
