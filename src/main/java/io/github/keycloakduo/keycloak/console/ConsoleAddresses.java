package io.github.keycloakduo.keycloak.console;

import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import java.net.URI;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.urls.UrlType;

/**
 * The addresses that the page of a realm needs. It lives where the admin interface is published
 * ({@code hostname-admin}), so that its calls stay within one origin, and signs in where the
 * realm's users do.
 *
 * @param login the base of Keycloak for users
 * @param admin the base of Keycloak for administrators
 * @param page of the realm; the only address to which a sign-in returns
 */
record ConsoleAddresses(URI login, URI admin, URI page) {
  static ConsoleAddresses of(KeycloakSession session, RealmModel realm) {
    URI admin = session.getContext().getUri(UrlType.ADMIN).getBaseUri();
    URI page =
        session
            .getContext()
            .getUri(UrlType.ADMIN)
            .getBaseUriBuilder()
            .path("realms")
            .path("{realm}")
            .path(ProviderIds.BROWSER)
            .path("console")
            .build(realm.getName());
    return new ConsoleAddresses(
        session.getContext().getUri(UrlType.FRONTEND).getBaseUri(), admin, page);
  }

  /** Scheme, host and port, as browsers write them. */
  static String origin(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port;
  }
}
