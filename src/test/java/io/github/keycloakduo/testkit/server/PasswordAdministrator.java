package io.github.keycloakduo.testkit.server;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A user of the master realm who administers the server with a password. */
public final class PasswordAdministrator implements AutoCloseable {
  private static final String PASSWORD = "the-password";

  private final AdminClient master;
  private final String name;
  private final String id;

  private PasswordAdministrator(AdminClient master, String name, String id) {
    this.master = master;
    this.name = name;
    this.id = id;
  }

  public static PasswordAdministrator at(KeycloakUnderTest keycloak) {
    AdminClient master = keycloak.admin().at("/master");
    String name = "administrator-" + UUID.randomUUID();
    String id =
        master.create(
            "/users",
            Map.of(
                "username",
                name,
                "enabled",
                true,
                "credentials",
                List.of(Map.of("type", "password", "value", PASSWORD))));
    master.post("/users/" + id + "/role-mappings/realm", List.of(master.get("/roles/admin")));
    return new PasswordAdministrator(master, name, id);
  }

  /** What documented commands know of an administrator; the password is read from a terminal. */
  public Map<String, String> variables() {
    return Map.of("ADMIN", name, "KC_CLI_PASSWORD", PASSWORD);
  }

  @Override
  public void close() {
    master.delete("/users/" + id);
  }
}
