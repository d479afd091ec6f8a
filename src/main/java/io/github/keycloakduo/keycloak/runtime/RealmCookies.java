package io.github.keycloakduo.keycloak.runtime;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
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
import org.keycloak.services.resources.RealmsResource;

/** The cookies of a realm that no script reads, and the keys of the realm that sign them. */
public final class RealmCookies {
  /** Browsers keep no cookie longer: the limit of RFC 6265bis for {@code Max-Age}. */
  public static final Duration MAX_AGE = Duration.ofDays(400);

  private RealmCookies() {}

  /** What the browser sent under this name; anybody can have made it. */
  public static Optional<String> get(KeycloakSession session, String name) {
    Cookie sent = session.getContext().getRequestHeaders().getCookies().get(name);
    return Optional.ofNullable(sent).map(Cookie::getValue);
  }

  /** Has the browser keep a text. */
  public static void set(
      KeycloakSession session, RealmModel realm, String name, String text, Duration keep) {
    Duration age = keep.compareTo(MAX_AGE) > 0 ? MAX_AGE : keep;
    session
        .getContext()
        .getHttpResponse()
        .setCookieIfAbsent(
            new NewCookie.Builder(name)
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
                .build());
  }

  /** The key that signs now. */
  public static SecretKey key(KeycloakSession session, RealmModel realm) {
    return session.keys().getActiveKey(realm, KeyUse.SIG, Algorithm.HS512).getSecretKey();
  }

  /** The keys that verify: retired ones, too, so that a rotation asks nobody anything. */
  public static List<SecretKey> keys(KeycloakSession session, RealmModel realm) {
    return session
        .keys()
        .getKeysStream(realm, KeyUse.SIG, Algorithm.HS512)
        .map(KeyWrapper::getSecretKey)
        .flatMap(Stream::ofNullable)
        .toList();
  }
}
