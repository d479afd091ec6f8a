package io.github.keycloakduo.grace;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.settings.GraceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Requests for tests, which state only what differs. */
public record GraceRequests(
    String realm,
    String user,
    String address,
    String config,
    String password,
    GraceSettings rules) {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** Alice: 15 seconds between two logins, 90 in all, five logins. */
  public static final GraceRequests ALICE =
      new GraceRequests("realm", "alice", "192.0.2.1", "config", "1", rules(15, 90, 5, false));

  public static GraceSettings rules(long soft, long hard, int limit, boolean bindsDevice) {
    return new GraceSettings(
        Duration.ofSeconds(soft), Duration.ofSeconds(hard), limit, bindsDevice, false);
  }

  public GraceRequests in(String otherRealm) {
    return new GraceRequests(otherRealm, user, address, config, password, rules);
  }

  public GraceRequests by(String otherUser) {
    return new GraceRequests(realm, otherUser, address, config, password, rules);
  }

  public GraceRequests from(String otherAddress) {
    return new GraceRequests(realm, user, otherAddress, config, password, rules);
  }

  public GraceRequests under(String otherConfig) {
    return new GraceRequests(realm, user, address, otherConfig, password, rules);
  }

  public GraceRequests withPassword(String otherPassword) {
    return new GraceRequests(realm, user, address, config, otherPassword, rules);
  }

  public GraceRequests with(GraceSettings otherRules) {
    return new GraceRequests(realm, user, address, config, password, otherRules);
  }

  public GraceRequest request() {
    return request(Optional.empty());
  }

  public GraceRequest request(String device) {
    return request(Optional.of(new DeviceHash(device)));
  }

  private GraceRequest request(Optional<DeviceHash> device) {
    GraceFingerprint fingerprint =
        GraceFingerprint.of(List.of(Long.valueOf(password)), 0, 0, "fingerprint");
    GraceKey key =
        new GraceKey(realm, user, ClientIp.parse(address).orElseThrow(), config, Optional.empty());
    return new GraceRequest(key, fingerprint, device, Optional.of("Firefox on Linux"), rules);
  }
}
