package io.github.keycloakduo.grace;

import io.github.keycloakduo.settings.GraceSettings;
import java.util.Optional;

/**
 * A request to use or grant a grace: the user as he is now, and the conditions under which an
 * earlier MFA counts for him.
 *
 * @param fingerprint as it is now
 * @param device the browser, if it showed a valid cookie
 * @param browser what kind of browser it says to be, for administrators to read
 */
public record GraceRequest(
    GraceKey key,
    GraceFingerprint fingerprint,
    Optional<DeviceHash> device,
    Optional<String> browser,
    GraceSettings settings) {
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
