package io.github.keycloakduo.keycloak.runtime;

/** The category under which the extension logs. */
public final class LogCategory {
  public static final String CATEGORY = "io.github.keycloakduo";

  private LogCategory() {}
}
