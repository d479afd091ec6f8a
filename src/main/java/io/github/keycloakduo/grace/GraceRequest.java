package io.github.keycloakduo.grace;

import io.github.keycloakduo.settings.GraceSettings;
import java.util.Optional;

/**
 * Who is there now, and under which conditions an earlier MFA would count for him.
 *
 * @param stamp as it is now
 * @param device the browser, if it showed a valid cookie
 */
public record GraceRequest(
    GraceKey key, GraceFingerprint stamp, Optional<DeviceHash> device, GraceSettings settings) {
  public GraceWindow window() {
    return GraceWindow.of(settings);
  }

  /** The browser that must be the same; empty where the address alone counts. */
  public Optional<DeviceHash> boundDevice() {
    return settings.bindsDevice() ? device : Optional.empty();
  }

  /** Whether there may be a grace at all: it is switched on, and a browser is known if needed. */
  public boolean isPossible() {
    return !window().isShut() && (!settings.bindsDevice() || device.isPresent());
  }
}
