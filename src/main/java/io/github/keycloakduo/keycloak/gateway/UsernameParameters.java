package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.gateway.ParsedUsername;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * The parameters that a user name carried, from the step that parses it to the one that needs them.
 * Kept in the memory of the request: a note of the authentication session would travel through
 * caches.
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
