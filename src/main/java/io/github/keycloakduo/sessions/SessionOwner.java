package io.github.keycloakduo.sessions;

import io.github.keycloakduo.mfa.StableHash;
import java.util.List;
import java.util.Optional;

/**
 * Whose sessions are counted together: those of one user from one address. All sessions whose
 * address is unknown count as one more address, so that hiding it opens no way around the limit.
 *
 * @param realmId Keycloak's id of the realm
 * @param userId Keycloak's id of the user
 * @param clientIp canonical address, absent when unknown
 */
public record SessionOwner(String realmId, String userId, Optional<String> clientIp) {
  /** The name under which places are kept; no address or user can be read from it. */
  public String hash() {
    return StableHash.of(List.of(realmId, userId, clientIp.orElse("")));
  }
}
