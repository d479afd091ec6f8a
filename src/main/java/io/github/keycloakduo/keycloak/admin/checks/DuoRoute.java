package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.SettingKey;
import java.util.Optional;
import java.util.Set;

/**
 * The route of calls to Duo as it may be shown, without values from the vault.
 *
 * @param host as {@code duo.host} has it
 * @param proxy host and port
 */
record DuoRoute(String host, Optional<String> proxy) {
  private static final String HIDDEN = "from the vault";

  static DuoRoute of(DuoConnection connection, Set<SettingKey> fromVault) {
    boolean hidesProxy =
        fromVault.contains(SettingKey.HTTPS_PROXY_SERVER)
            || fromVault.contains(SettingKey.HTTPS_PROXY_PORT);
    return new DuoRoute(
        fromVault.contains(SettingKey.DUO_HOST) ? HIDDEN : connection.host().authority(),
        connection.proxy().map(proxy -> hidesProxy ? HIDDEN : proxy.host() + ":" + proxy.port()));
  }
}
