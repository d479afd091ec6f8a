package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.AdminClient;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may call what. */
@ExtendWith(KeycloakExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsIT {
  private static final byte[] INI =
      "[duo]\nhost=api-01234567.duosecurity.com\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] EXPORT =
      "{\"alias\":\"a\",\"config\":{\"duoFailSafe\":\"true\"}}".getBytes(StandardCharsets.UTF_8);
  private static final List<String> READS =
      List.of(
          "configs",
          "test",
          "explain",
          "grace",
          "break-glass",
          "flows",
          "convert",
          "dry run",
          "convert instipod");
  private static final List<String> CHANGES =
      List.of(
          "end grace",
          "end all graces",
          "grant break-glass",
          "end break-glass",
          "import",
          "import instipod");

  private final TestRealm realm;
  private final KeycloakUnderTest keycloak;
  private final String alias;

  PermissionsIT(TestRealm realm, KeycloakUnderTest keycloak, DuoSimulator duo) {
    this.realm = realm;
    this.keycloak = keycloak;
    realm.users().create("alice");
    alias = realm.withBrowserStep("duo-mfa", DuoSettings.of(duo)).configAlias();
  }

  private HttpResponse<String> call(AdminClient client, String what, String config) {
    String duo = DuoAdmin.path(config);
    return switch (what) {
      case "configs" -> client.send("GET", "/duo-mfa/configs", null);
      case "test" -> client.send("POST", duo + "/test", null);
      case "explain" -> client.send("POST", duo + "/explain", Map.of("username", "alice"));
      case "grace" -> client.send("GET", "/duo-mfa/grace?username=alice", null);
      case "break-glass" -> client.send("GET", "/duo-mfa/break-glass", null);
      case "grant break-glass" ->
          client.send(
              "POST",
              "/duo-mfa/break-glass",
              Map.of("username", "alice", "reason", "phone lost", "minutes", 1));
      case "end break-glass" -> client.send("DELETE", "/duo-mfa/break-glass?username=alice", null);
      case "flows" -> client.send("GET", "/duo-mfa/flows", null);
      case "convert" -> client.upload("/duo-mfa/import/sps", "text/plain", INI);
      case "dry run" ->
          client.upload("/duo-mfa/import/sps?alias=dry&dryRun=true", "text/plain", INI);
      case "end grace" -> client.send("DELETE", "/duo-mfa/grace?username=alice", null);
      case "end all graces" -> client.send("DELETE", "/duo-mfa/grace", null);
      case "import" ->
          client.upload("/duo-mfa/import/sps?alias=x&overwrite=true", "text/plain", INI);
      case "convert instipod" ->
          client.upload("/duo-mfa/import/instipod", "application/json", EXPORT);
      case "import instipod" ->
          client.upload(
              "/duo-mfa/import/instipod?alias=y&overwrite=true", "application/json", EXPORT);
      default -> throw new IllegalArgumentException(what);
    };
  }

  private Map<String, Integer> statuses(AdminClient client) {
    Map<String, Integer> statuses = new HashMap<>();
    Stream.concat(READS.stream(), CHANGES.stream())
        .forEach(what -> statuses.put(what, call(client, what, alias).statusCode()));
    return statuses;
  }

  private void mayNothing(AdminClient client, int status) {
    assertThat(statuses(client).values()).hasSize(15).containsOnly(status);
    for (String what : List.of("test", "explain")) {
      HttpResponse<String> there = call(client, what, alias);
      HttpResponse<String> nowhere = call(client, what, "no such alias");
      assertThat(there.body()).isEqualTo(nowhere.body()).doesNotContain(alias);
      assertThat(there.statusCode()).isEqualTo(nowhere.statusCode());
    }
  }

  @Test
  void anonymousCallersMayNothing() {
    mayNothing(realm.admin().as(""), 401);
  }

  @Test
  void invalidTokensMayNothing() {
    mayNothing(realm.admin().as("no.valid.token"), 401);
  }

  @Test
  void ordinaryUsersMayNothing() {
    mayNothing(realm.admin().as(Callers.token(realm, "ordinary")), 403);
  }

  @Test
  void administratorsOfSomethingElseMayNothing() {
    String token = Callers.token(realm, "helper", "manage-users", "view-clients", "view-events");

    mayNothing(realm.admin().as(token), 403);
  }

  @Test
  void administratorsOfAnotherRealmMayNothing() {
    try (TestRealm other = TestRealm.create(keycloak, realm.app().redirectUri())) {
      mayNothing(realm.admin().as(Callers.token(other, "boss", "realm-admin")), 403);
    }
  }

  @Test
  void viewersMayReadAndNotChange() {
    AdminClient viewer = realm.admin().as(Callers.token(realm, "viewer", "view-realm"));
    Map<String, Integer> statuses = statuses(viewer);

    READS.forEach(what -> assertThat(statuses).containsEntry(what, 200));
    CHANGES.forEach(what -> assertThat(statuses).containsEntry(what, 403));
    assertThat(call(viewer, "test", "no such alias").statusCode()).isEqualTo(404);
  }

  @Test
  void managersMayAll() {
    Map<String, Integer> statuses =
        statuses(realm.admin().as(Callers.token(realm, "manager", "manage-realm")));

    READS.forEach(what -> assertThat(statuses).containsEntry(what, 200));
    assertThat(statuses)
        .containsEntry("end grace", 204)
        .containsEntry("grant break-glass", 200)
        .containsEntry("end break-glass", 204)
        .containsEntry("import", 200);
  }

  @Test
  void administratorsOfTheMasterRealmAreHeldToTheirRoles() {
    AdminClient master = keycloak.admin().at("/master");
    String name = "viewer-" + realm.name();
    String id =
        master.create(
            "/users",
            Map.of(
                "username",
                name,
                "enabled",
                true,
                "email",
                name + "@example.org",
                "firstName",
                "V",
                "lastName",
                "W",
                "credentials",
                List.of(Map.of("type", "password", "value", "pw", "temporary", false))));
    try {
      String token =
          Callers.masterToken(master, keycloak.baseUrl(), new TestUser(id, name, "pw"), realm);
      Map<String, Integer> statuses = statuses(realm.admin().as(token));

      READS.forEach(what -> assertThat(statuses).containsEntry(what, 200));
      CHANGES.forEach(what -> assertThat(statuses).containsEntry(what, 403));
    } finally {
      master.delete("/users/" + id);
    }
  }
}
