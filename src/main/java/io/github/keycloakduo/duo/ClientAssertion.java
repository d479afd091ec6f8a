package io.github.keycloakduo.duo;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.github.keycloakduo.settings.DuoIntegration;
import io.github.keycloakduo.settings.HostAndPort;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The signed token by which an application authenticates at one endpoint of Duo's, once: the method
 * {@code client_secret_jwt} of OpenID Connect Core 1.0, section 9, with the claims of RFC 7523,
 * section 3, as Duo's OIDC Auth API demands them.
 *
 * @param expires when Duo stops to accept it
 * @see <a href="https://duo.com/docs/oauthapi">Duo OIDC Auth API</a>
 */
record ClientAssertion(String token, Instant expires) {
  /** As in Duo's other SDKs; long enough for a clock that is slow. */
  static final Duration LIFETIME = Duration.ofMinutes(5);

  /** Duo refuses what was issued in its future, and does not say from when on. */
  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  static ClientAssertion of(
      DuoIntegration application, HostAndPort host, OidcEndpoint endpoint, Instant now) {
    Instant expires = now.plus(LIFETIME);
    String token =
        JWT.create()
            .withIssuer(application.ikey())
            .withSubject(application.ikey())
            .withAudience(endpoint.identifier(host))
            .withJWTId(UUID.randomUUID().toString())
            .withIssuedAt(now)
            .withExpiresAt(expires)
            .sign(Algorithm.HMAC512(application.skey().value()));
    return new ClientAssertion(token, expires);
  }

  /** Whether it has the right age for a Duo whose clock shows this time. */
  boolean isCurrentAt(Instant duoTime) {
    return duoTime.isBefore(expires) && !expires.isAfter(duoTime.plus(MAX_AHEAD).plus(LIFETIME));
  }

  /** The token is a credential. */
  @Override
  public String toString() {
    return "ClientAssertion[expires=" + expires + "]";
  }
}
