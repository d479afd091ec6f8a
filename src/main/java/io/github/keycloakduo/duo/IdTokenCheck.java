package io.github.keycloakduo.duo;

import com.auth0.jwt.JWT;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.duosecurity.DuoIdTokenValidator;
import com.duosecurity.exception.DuoException;
import io.github.keycloakduo.mfa.NameFolding;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.settings.DuoIntegration;
import io.github.keycloakduo.settings.HostAndPort;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check whether a text is Duo's signed ID token about one visit (OpenID Connect Core 1.0, section
 * 3.1.3.7; RFC 7515, section 5.2; RFC 7519, section 7.2): the validator of Duo's SDK for signature,
 * issuer, audience, user, nonce and times, and what that one leaves out.
 */
final class IdTokenCheck {
  /** What clocks may differ by, as in Duo's own check. */
  static final Duration LEEWAY = Duration.ofSeconds(60);

  private final DuoIntegration application;
  private final HostAndPort host;
  private final PromptRequest ticket;
  private final Instant now;

  IdTokenCheck(DuoIntegration application, HostAndPort host, PromptRequest ticket, Instant now) {
    this.application = application;
    this.host = host;
    this.ticket = ticket;
    this.now = now;
  }

  /**
   * Reads the token.
   *
   * @throws DuoException when it fails one of the checks
   */
  DecodedJWT verified(String text) throws DuoException {
    DecodedJWT token =
        new DuoIdTokenValidator(
                application.skey().value(),
                answeredName(text),
                application.ikey(),
                issuingHost(text),
                ticket.nonce().value())
            .validateAndDecode(text);
    demand("HS512".equals(token.getAlgorithm()), "algorithm");
    demand(List.of(application.ikey()).equals(token.getAudience()), "audience");
    demand(same(ticket.nonce().value(), token.getClaim("nonce").asString()), "nonce");
    // Duo's primary name of the user, whatever alias of his was asked for.
    demand(token.getSubject() != null && !token.getSubject().isBlank(), "subject");
    Instant expires = token.getExpiresAtAsInstant();
    demand(expires != null && now.minus(LEEWAY).isBefore(expires), "expiry");
    Instant issued = token.getIssuedAtAsInstant();
    demand(issued != null && !issued.isAfter(now.plus(LEEWAY)), "time of issue");
    return token;
  }

  /**
   * The name in the issuer that is then demanded. Duo's own has no port; a test Duo on a port of
   * its own may tell it or not.
   */
  private String issuingHost(String text) {
    String withPort = OidcEndpoint.TOKEN.address(host);
    try {
      return withPort.equals(JWT.decode(text).getIssuer()) ? host.authority() : host.host();
    } catch (JWTDecodeException unreadable) {
      return host.host();
    }
  }

  /** The name that is then demanded: the one that was asked for, in Duo's spelling of it. */
  private String answeredName(String text) {
    try {
      String answered = JWT.decode(text).getClaim("preferred_username").asString();
      return answered != null && isAskedFor(answered) ? answered : ticket.identity();
    } catch (JWTDecodeException unreadable) {
      return ticket.identity();
    }
  }

  /** Duo compares names without case. */
  private boolean isAskedFor(String name) {
    return NameFolding.strict(name).equals(NameFolding.strict(ticket.identity()));
  }

  private static boolean same(String expected, @Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static void demand(boolean good, String what) throws DuoException {
    if (!good) {
      throw new DuoException("ID Token verification failed: " + what);
    }
  }
}
