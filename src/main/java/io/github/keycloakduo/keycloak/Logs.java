package io.github.keycloakduo.keycloak;

/** Where the extension logs. */
public final class Logs {
  public static final String CATEGORY = "io.github.keycloakduo";

  private Logs() {}
}
