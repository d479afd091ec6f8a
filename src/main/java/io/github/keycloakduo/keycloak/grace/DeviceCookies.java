package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.DeviceCookie;
import io.github.keycloakduo.grace.DeviceHash;
import io.github.keycloakduo.keycloak.runtime.RealmCookies;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The cookie by which a browser is recognised, for {@code bind=ip_device}, in requests and
 * responses. Browser flow only.
 */
public final class DeviceCookies {
  static final String NAME = "DUO_MFA_DEVICE";

  private static final SecureRandom RANDOM = new SecureRandom();

  private DeviceCookies() {}

  /** The browser of this request; empty when it shows no cookie that is valid for the user. */
  public static Optional<DeviceHash> read(
      KeycloakSession session, RealmModel realm, UserModel user) {
    return cookie(session, realm, user).map(DeviceCookie::hash);
  }

  /**
   * Makes the browser known, or known for longer. To be called when a grace is about to be granted.
   *
   * @param keep for how long; the hard timeout
   */
  public static DeviceHash issue(
      KeycloakSession session, RealmModel realm, UserModel user, Duration keep) {
    DeviceCookie cookie = cookie(session, realm, user).orElseGet(() -> DeviceCookie.fresh(RANDOM));
    String text = cookie.signed(realm.getId(), user.getId(), RealmCookies.key(session, realm));
    RealmCookies.set(session, realm, NAME, text, keep);
    return cookie.hash();
  }

  private static Optional<DeviceCookie> cookie(
      KeycloakSession session, RealmModel realm, UserModel user) {
    return RealmCookies.get(session, NAME)
        .flatMap(
            sent ->
                DeviceCookie.read(
                    sent, realm.getId(), user.getId(), RealmCookies.keys(session, realm)));
  }
}
