package io.github.keycloakduo.sessions;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.StableHash;
import java.util.List;
import java.util.Optional;

/**
 * The user and client address whose sessions are counted together. All sessions whose address is
 * unknown count as one more address, so that hiding it opens no way around the limit.
 *
 * @param realmId Keycloak's id of the realm
 * @param userId Keycloak's id of the user
 * @param clientIp absent when unknown
 */
public record SessionOwner(String realmId, String userId, Optional<ClientIp> clientIp) {
  /** The key under which reservations are kept; no address or user can be read from it. */
  public String hash() {
    return StableHash.of(List.of(realmId, userId, clientIp.map(ClientIp::text).orElse("")));
  }
}
