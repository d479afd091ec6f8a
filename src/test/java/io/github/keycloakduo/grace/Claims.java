package io.github.keycloakduo.grace;

import io.github.keycloakduo.settings.GraceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Claims for tests, which state only what differs. */
public record Claims(
    String realm,
    String user,
    String address,
    String config,
    String password,
    GraceSettings rules) {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** Alice: 15 seconds between two logins, 90 in all, five logins. */
  public static final Claims ALICE =
      new Claims("realm", "alice", "192.0.2.1", "config", "1", rules(15, 90, 5, false));

  public static GraceSettings rules(long soft, long hard, int limit, boolean bindsDevice) {
    return new GraceSettings(
        Duration.ofSeconds(soft), Duration.ofSeconds(hard), limit, bindsDevice);
  }

  public Claims in(String otherRealm) {
    return new Claims(otherRealm, user, address, config, password, rules);
  }

  public Claims by(String otherUser) {
    return new Claims(realm, otherUser, address, config, password, rules);
  }

  public Claims from(String otherAddress) {
    return new Claims(realm, user, otherAddress, config, password, rules);
  }

  public Claims under(String otherConfig) {
    return new Claims(realm, user, address, otherConfig, password, rules);
  }

  public Claims withPassword(String otherPassword) {
    return new Claims(realm, user, address, config, otherPassword, rules);
  }

  public Claims with(GraceSettings otherRules) {
    return new Claims(realm, user, address, config, password, otherRules);
  }

  public GraceClaim claim() {
    return claim(Optional.empty());
  }

  public GraceClaim claim(String device) {
    return claim(Optional.of(new DeviceHash(device)));
  }

  private GraceClaim claim(Optional<DeviceHash> device) {
    GraceStamp stamp = GraceStamp.of(List.of(Long.valueOf(password)), 0, 0, "fingerprint");
    return new GraceClaim(new GraceKey(realm, user, address, config), stamp, device, rules);
  }
}
