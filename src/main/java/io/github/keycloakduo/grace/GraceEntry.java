package io.github.keycloakduo.grace;

import java.time.Instant;
import java.util.Optional;

/**
 * A grace as a store keeps it.
 *
 * @param clientIp as it is stored, for administrators to read
 * @param config alias of the configuration, for administrators to read
 * @param browser what kind of browser the MFA was shown in, for administrators to read
 * @param fingerprint as it was at the MFA
 * @param device the browser it is bound to; empty where the address alone counts
 */
public record GraceEntry(
    String userId,
    String clientIp,
    String config,
    Optional<String> browser,
    GraceFingerprint fingerprint,
    Optional<DeviceHash> device,
    GracePeriod period) {
  /** The entry of a new MFA. */
  public static GraceEntry opened(GraceRequest request, String config, GracePeriod period) {
    return new GraceEntry(
        request.key().userId(),
        request.key().clientIp().text(),
        config,
        request.browser(),
        request.fingerprint(),
        request.boundDevice(),
        period);
  }

  /** Whether it covers one more login. */
  public GraceState state(GraceRequest request, Instant now) {
    GraceState inTime = request.window().state(period, now);
    if (!inTime.holds()) {
      return inTime;
    }
    if (!fingerprint.equals(request.fingerprint())) {
      return GraceState.CHANGED;
    }
    boolean sameBrowser =
        !request.settings().bindsDevice()
            || (device.isPresent() && device.equals(request.device()));
    return sameBrowser ? GraceState.HOLDS : GraceState.OTHER_BROWSER;
  }

  public GraceEntry with(GracePeriod changed) {
    return new GraceEntry(userId, clientIp, config, browser, fingerprint, device, changed);
  }

  /** The part that administrators may see. */
  public GraceGrant grant() {
    return new GraceGrant(
        userId,
        clientIp,
        config,
        browser,
        period.grantedAt(),
        period.lastUsedAt(),
        period.uses(),
        period.softEnd());
  }
}
