package io.github.keycloakduo.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.AdminClient;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** People with roles, as clients of the admin interface. */
public final class Callers {
  private Callers() {}

  /** A user of the realm with these roles of its client {@code realm-management}. */
  static String token(TestRealm realm, String name, String... roles) {
    TestUser user = realm.users().create(name);
    grant(realm.admin(), user.id(), "realm-management", roles);
    return token(realm.app(), user);
  }

  /** A confidential client whose own account has these roles. */
  public static void serviceAccount(
      TestRealm realm, String clientId, String secret, String... roles) {
    String id =
        realm
            .admin()
            .create(
                "/clients",
                Map.of(
                    "clientId", clientId,
                    "publicClient", false,
                    "secret", secret,
                    "standardFlowEnabled", false,
                    "serviceAccountsEnabled", true));
    JsonNode account = realm.admin().get("/clients/" + id + "/service-account-user");
    grant(realm.admin(), account.path("id").asText(), "realm-management", roles);
  }

  /** A user of the master realm with roles about this realm. */
  static String masterToken(AdminClient master, URI baseUrl, TestUser user, TestRealm realm) {
    grant(master, user.id(), realm.name() + "-realm", "view-realm");
    App cli = new App(URI.create(baseUrl + "/realms/master"), "admin-cli", baseUrl);
    return token(cli, user);
  }

  private static String token(App app, TestUser user) {
    return app.passwordGrant(user.username(), user.password(), Map.of()).accessToken();
  }

  private static void grant(AdminClient realm, String userId, String clientId, String... roles) {
    String client = realm.get("/clients?clientId=" + clientId).get(0).path("id").asText();
    for (String role : roles) {
      JsonNode found = realm.get("/clients/" + client + "/roles/" + role);
      realm.post("/users/" + userId + "/role-mappings/clients/" + client, List.of(found));
    }
  }
}
