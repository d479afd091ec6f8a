package io.github.keycloakduo.grace;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.StableHash;
import java.util.List;
import java.util.Optional;

/**
 * The key of a grace: one user, at one address, under one configuration.
 *
 * @param configId of the configuration; its alias could be given to another one
 */
public record GraceKey(String realmId, String userId, ClientIp clientIp, String configId) {
  /** Empty when the address is unknown: then there is no grace. */
  public static Optional<GraceKey> of(
      String realmId, String userId, Optional<ClientIp> clientIp, String configId) {
    return clientIp.map(address -> new GraceKey(realmId, userId, address, configId));
  }

  /** 64 hexadecimal digits that no other key has. */
  public String hash() {
    return StableHash.of(List.of(realmId, userId, clientIp.text(), configId));
  }
}
