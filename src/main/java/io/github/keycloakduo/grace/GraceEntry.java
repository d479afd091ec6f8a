package io.github.keycloakduo.grace;

import java.time.Instant;
import java.util.Optional;

/**
 * A grace as a store keeps it.
 *
 * @param config alias of the configuration, for administrators to read
 * @param stamp as it was at the MFA
 * @param device the browser it is bound to; empty where the address alone counts
 */
public record GraceEntry(
    String userId,
    String clientIp,
    String config,
    GraceFingerprint stamp,
    Optional<DeviceHash> device,
    GracePeriod span) {
  /** What an MFA makes. */
  public static GraceEntry opened(GraceRequest claim, String config, GracePeriod span) {
    return new GraceEntry(
        claim.key().userId(),
        claim.key().clientIp(),
        config,
        claim.stamp(),
        claim.boundDevice(),
        span);
  }

  /** Whether it covers one more login. */
  public GraceState state(GraceRequest claim, Instant now) {
    GraceState inTime = claim.window().state(span, now);
    if (!inTime.holds()) {
      return inTime;
    }
    if (!stamp.equals(claim.stamp())) {
      return GraceState.CHANGED;
    }
    boolean sameBrowser =
        !claim.settings().bindsDevice() || (device.isPresent() && device.equals(claim.device()));
    return sameBrowser ? GraceState.HOLDS : GraceState.OTHER_BROWSER;
  }

  public GraceEntry with(GracePeriod changed) {
    return new GraceEntry(userId, clientIp, config, stamp, device, changed);
  }

  /** What may be shown. */
  public GraceGrant grant() {
    return new GraceGrant(
        userId, clientIp, config, span.grantedAt(), span.lastUsedAt(), span.uses(), span.softEnd());
  }
}
