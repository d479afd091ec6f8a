package io.github.keycloakduo.testkit.server;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The service account a new server is told to create, and the kit administers it with. */
public record BootstrapAdmin(String clientId, String secret) {
  private static final String SECRET = "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET";

  /** The one whose secret the options name, so that servers with one database share it. */
  static BootstrapAdmin of(ServerOptions options) {
    return Optional.ofNullable(options.environment().get(SECRET))
        .map(BootstrapAdmin::of)
        .orElseGet(BootstrapAdmin::create);
  }

  public static BootstrapAdmin create() {
    return of(UUID.randomUUID().toString());
  }

  static BootstrapAdmin of(String secret) {
    return new BootstrapAdmin("testkit", secret);
  }

  /** Whether an environment variable is about an administrator to be created. */
  static boolean names(String variable) {
    return variable.startsWith("KC_BOOTSTRAP_ADMIN_");
  }

  /** Has a server create this account. */
  public ServerOptions addTo(ServerOptions options) {
    return options.withEnvironment(SECRET, secret);
  }

  Map<String, String> environment() {
    return Map.of("KC_BOOTSTRAP_ADMIN_CLIENT_ID", clientId, SECRET, secret);
  }

  /** The account at the server of this address. */
  public AdminClient client(URI baseUrl) {
    return new AdminClient(baseUrl, clientId, secret);
  }
}
