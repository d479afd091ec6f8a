package io.github.keycloakduo.testkit.server;

import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** The service account a new server is told to create, and the kit administers it with. */
record BootstrapAdmin(String clientId, String secret) {
  static BootstrapAdmin create() {
    return of(UUID.randomUUID().toString());
  }

  static BootstrapAdmin of(String secret) {
    return new BootstrapAdmin("testkit", secret);
  }

  /** Whether an environment variable is about an administrator to be created. */
  static boolean names(String variable) {
    return variable.startsWith("KC_BOOTSTRAP_ADMIN_");
  }

  Map<String, String> environment() {
    return Map.of(
        "KC_BOOTSTRAP_ADMIN_CLIENT_ID", clientId, "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", secret);
  }

  AdminClient client(URI baseUrl) {
    return new AdminClient(baseUrl, clientId, secret);
  }
}
