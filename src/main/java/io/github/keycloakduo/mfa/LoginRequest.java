package io.github.keycloakduo.mfa;

import java.util.Optional;

/**
 * Who logs in, from where, to what. Taken from Keycloak once per request.
 *
 * @param userId Keycloak's id of the user
 * @param username the gateway user: Keycloak's user name, never raw input
 * @param clientIp canonical address, absent when unknown
 * @param realm name of the realm
 * @param clientName display name of the client, else its client id
 */
public record LoginRequest(
    String userId, String username, Optional<String> clientIp, String realm, String clientName) {}
