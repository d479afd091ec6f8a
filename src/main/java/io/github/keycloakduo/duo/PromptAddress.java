package io.github.keycloakduo.duo;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import io.github.keycloakduo.mfa.PromptParameters;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.settings.DuoIntegration;
import io.github.keycloakduo.settings.HostAndPort;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The maker of addresses of Duo's page, each for one visit, with the signed authorization request
 * in it (OpenID Connect Core 1.0, section 6.1). Duo's SDK makes such addresses, too, but without
 * nonce, issuer and audience, and good for an hour.
 *
 * @see <a href="https://duo.com/docs/oauthapi">Duo OIDC Auth API</a>
 */
final class PromptAddress {
  /** Between our redirect and Duo's page; how long the user stays there is another matter. */
  private static final Duration LIFE = Duration.ofMinutes(5);

  /** OpenID Connect Core 1.0, section 3.1.2.1. */
  private static final String LOGIN = "login";

  private final DuoIntegration application;
  private final HostAndPort host;

  PromptAddress(DuoIntegration application, HostAndPort host) {
    this.application = application;
    this.host = host;
  }

  URI of(PromptRequest ticket, PromptParameters parameters, Instant now) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("scope", "openid");
    query.put("client_id", application.ikey());
    query.put("redirect_uri", ticket.returnUri().toString());
    query.put("nonce", ticket.nonce().value());
    if (parameters.reauthentication()) {
      query.put("prompt", LOGIN);
      query.put("max_age", "0");
    }
    query.put("request", request(ticket, parameters, now));
    return URI.create(OidcEndpoint.AUTHORIZE.address(host) + "?" + Parameters.encode(query));
  }

  private String request(PromptRequest ticket, PromptParameters parameters, Instant now) {
    JWTCreator.Builder request = request(ticket, now);
    // Duo goes by what is signed; in the query alone a browser could leave it out.
    if (parameters.reauthentication()) {
      request.withClaim("prompt", LOGIN).withClaim("max_age", 0);
    }
    parameters.applicationName().ifPresent(name -> request.withClaim("dest_app_name", name));
    parameters.displayUsername().ifPresent(name -> request.withClaim("display_username", name));
    return request.sign(Algorithm.HMAC512(application.skey().value()));
  }

  private JWTCreator.Builder request(PromptRequest ticket, Instant now) {
    return JWT.create()
        .withIssuer(application.ikey())
        .withAudience("https://" + host.host())
        .withIssuedAt(now)
        .withExpiresAt(now.plus(LIFE))
        .withClaim("response_type", "code")
        .withClaim("scope", "openid")
        .withClaim("client_id", application.ikey())
        .withClaim("redirect_uri", ticket.returnUri().toString())
        .withClaim("state", ticket.state().value())
        .withClaim("nonce", ticket.nonce().value())
        .withClaim("duo_uname", ticket.identity())
        // Keycloak has a meaning of its own for a parameter "code".
        .withClaim("use_duo_code_attribute", true);
  }
}
