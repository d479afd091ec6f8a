package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.mfa.LogSafeText;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.account.DeviceRepresentation;

/**
 * The name of a browser for administrators to read, as "Firefox on Windows". The browser says it
 * itself, so nothing rests on it.
 */
final class BrowserName {
  static final int MAX_LENGTH = 64;

  private static final Set<String> UNKNOWN = Set.of("", DeviceRepresentation.UNKNOWN, "Other");

  private BrowserName() {}

  /** The browser of the request; Keycloak reads it for its list of sessions, too. */
  static Optional<String> of(KeycloakSession session) {
    DeviceRepresentationProvider devices = session.getProvider(DeviceRepresentationProvider.class);
    DeviceRepresentation device = devices == null ? null : devices.deviceRepresentation();
    return device == null ? Optional.empty() : of(device.getBrowser(), device.getOs());
  }

  /**
   * The name.
   *
   * @param browser name and version, as "Firefox/128.0"
   */
  static Optional<String> of(@Nullable String browser, @Nullable String system) {
    Optional<String> family = known(browser == null ? "" : browser.substring(0, slash(browser)));
    Optional<String> place = known(system == null ? "" : system);
    Optional<String> name =
        family.isPresent() && place.isPresent()
            ? Optional.of(family.get() + " on " + place.get())
            : family.or(() -> place);
    return name.map(text -> LogSafeText.cut(text, MAX_LENGTH).strip());
  }

  private static int slash(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? text.length() : slash;
  }

  private static Optional<String> known(String text) {
    return Optional.of(LogSafeText.of(text)).filter(name -> !UNKNOWN.contains(name));
  }
}
