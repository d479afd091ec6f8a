package io.github.keycloakduo.grace;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.StableHash;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The key of a grace: one user, at one address, under one configuration.
 *
 * @param configId of the configuration; its alias could be given to another one
 * @param browser the browser, where each one has a grace of its own
 */
public record GraceKey(
    String realmId,
    String userId,
    ClientIp clientIp,
    String configId,
    Optional<DeviceHash> browser) {
  /** Empty when the address is unknown: then there is no grace. */
  public static Optional<GraceKey> of(
      String realmId, String userId, Optional<ClientIp> clientIp, String configId) {
    return clientIp.map(
        address -> new GraceKey(realmId, userId, address, configId, Optional.empty()));
  }

  /** The key of one browser: what was promised to the user there, no other browser ends. */
  public GraceKey of(DeviceHash device) {
    return new GraceKey(realmId, userId, clientIp, configId, Optional.of(device));
  }

  /** 64 hexadecimal digits that no other key has. */
  public String hash() {
    Stream<String> address = Stream.of(realmId, userId, clientIp.text(), configId);
    return StableHash.of(Stream.concat(address, browser.map(DeviceHash::value).stream()).toList());
  }
}
