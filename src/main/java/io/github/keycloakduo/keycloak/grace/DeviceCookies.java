package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.DeviceCookie;
import io.github.keycloakduo.grace.DeviceHash;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.RealmsResource;

/**
 * The cookie by which a browser is recognised, for {@code bind=ip_device}, in requests and
 * responses. Browser flow only.
 */
public final class DeviceCookies {
  static final String NAME = "DUO_MFA_DEVICE";

  /** Browsers keep no cookie longer: the limit of RFC 6265bis for {@code Max-Age}. */
  private static final Duration MAX_AGE = Duration.ofDays(400);

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
    SecretKey key = session.keys().getActiveKey(realm, KeyUse.SIG, Algorithm.HS512).getSecretKey();
    String text = cookie.signed(realm.getId(), user.getId(), key);
    session.getContext().getHttpResponse().setCookieIfAbsent(newCookie(session, realm, text, keep));
    return cookie.hash();
  }

  private static NewCookie newCookie(
      KeycloakSession session, RealmModel realm, String text, Duration keep) {
    Duration age = keep.compareTo(MAX_AGE) > 0 ? MAX_AGE : keep;
    return new NewCookie.Builder(NAME)
        .value(text)
        .path(
            RealmsResource.realmBaseUrl(session.getContext().getUri())
                .path("/")
                .build(realm.getName())
                .getRawPath())
        .maxAge(Math.toIntExact(age.toSeconds()))
        .httpOnly(true)
        .secure("https".equals(session.getContext().getUri().getBaseUri().getScheme()))
        // The step may be reached by a redirect from another site, as after a login there.
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }

  private static Optional<DeviceCookie> cookie(
      KeycloakSession session, RealmModel realm, UserModel user) {
    Cookie sent = session.getContext().getRequestHeaders().getCookies().get(NAME);
    return sent == null
        ? Optional.empty()
        : DeviceCookie.read(sent.getValue(), realm.getId(), user.getId(), keys(session, realm));
  }

  /** Retired keys still verify, so that a rotation asks nobody for an MFA. */
  private static List<SecretKey> keys(KeycloakSession session, RealmModel realm) {
    return session
        .keys()
        .getKeysStream(realm, KeyUse.SIG, Algorithm.HS512)
        .map(KeyWrapper::getSecretKey)
        .flatMap(Stream::ofNullable)
        .toList();
  }
}
