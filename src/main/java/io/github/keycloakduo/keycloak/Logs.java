package io.github.keycloakduo.keycloak;

/** Where the extension logs. */
final class Logs {
  static final String CATEGORY = "io.github.keycloakduo";

  private Logs() {}
}
