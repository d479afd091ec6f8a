package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.gateway.ParsedUsername;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * What the user name carried, from the step that took it apart to the one that needs it. Kept in
 * the memory of the request: a note of the authentication session would travel through caches.
 */
final class UsernameParameters {
  private static final String ATTRIBUTE = "duo-mfa.carried";

  private UsernameParameters() {}

  static void put(KeycloakSession request, ParsedUsername.WithParameters name) {
    request.setAttribute(ATTRIBUTE, name);
  }

  static Optional<ParsedUsername.WithParameters> get(KeycloakSession request) {
    return Optional.ofNullable(
        request.getAttribute(ATTRIBUTE, ParsedUsername.WithParameters.class));
  }
}
