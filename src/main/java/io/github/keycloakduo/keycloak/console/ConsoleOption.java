package io.github.keycloakduo.keycloak.console;

import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import org.keycloak.Config;

/**
 * The server option that switches the page of administration on: {@code
 * spi-realm-restapi-extension--duo-mfa--console}.
 */
public final class ConsoleOption {
  private ConsoleOption() {}

  /** Off unless the operator of the server sets it. */
  public static boolean isOn() {
    return Config.scope("realm-restapi-extension", ProviderIds.BROWSER)
        .getBoolean("console", false);
  }
}
