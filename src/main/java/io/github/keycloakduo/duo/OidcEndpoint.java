package io.github.keycloakduo.duo;

import io.github.keycloakduo.settings.HostAndPort;

/**
 * The endpoints of Duo's OIDC Auth API.
 *
 * @see <a href="https://duo.com/docs/oauthapi">Duo OIDC Auth API</a>
 */
enum OidcEndpoint {
  HEALTH_CHECK("/oauth/v1/health_check"),
  AUTHORIZE("/oauth/v1/authorize"),
  TOKEN("/oauth/v1/token");

  private final String path;

  OidcEndpoint(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  /** The address as tokens name it, without a port: Duo itself is on 443 only. */
  String identifier(HostAndPort host) {
    return "https://" + host.host() + path;
  }

  /** The address that is connected to. */
  String address(HostAndPort host) {
    return "https://" + host.authority() + path;
  }
}
