package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.AdminEvent;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Configurations of the other extension, taken over by the server. */
@ExtendWith(KeycloakExtension.class)
class InstipodImportIT {
  private static final String SECRET = "canary-secret-key-0123456789-01234567890";
  private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

  private static String file(String... overrides) {
    return Json.write(
        Map.of(
            "alias",
            "Duo",
            "config",
            Map.of(
                "duoIntegrationKey",
                "DIABCDEFGHIJKLMNOPQR",
                "duoSecretKey",
                SECRET,
                "duoApiHostname",
                "api-01234567.duosecurity.com",
                "duoClientIds",
                String.join("##", overrides))));
  }

  private static String override(String client) {
    return client + ",DISHOPSHOPSHOPSHOPSH,canary-shop-key-0123456789-0123456789-01";
  }

  /** The internal id of a new client. */
  private static String client(TestRealm realm, String clientId) {
    realm.app(clientId);
    return realm.admin().get("/clients?clientId=" + clientId).get(0).path("id").asText();
  }

  @Test
  void theRealmTellsTheClientIdOfAnInternalId(TestRealm realm) {
    String file = file(override(client(realm, "shop")), override(UNKNOWN));

    HttpResponse<String> response = admin(realm).importsInstipod("", file);

    JsonNode said = DuoAdmin.json(response);
    assertThat(said.properties().stream().map(Map.Entry::getKey))
        .containsExactly("config", "clientConfigs", "report");
    assertThat(said.path("config").path("client.configs").asText())
        .isEqualTo("[{\"key\":\"shop\",\"value\":\"Duo-shop\"}]");
    assertThat(said.path("clientConfigs").path("Duo-shop").path("duo.ikey").asText())
        .isEqualTo("DISHOPSHOPSHOPSHOPSH");
    assertThat(said.path("report").toString()).contains(UNKNOWN);
    assertThat(response.body()).doesNotContain("canary");
    assertThat(realm.events().admin())
        .extracting(AdminEvent::resourceType)
        .doesNotContain("AUTHENTICATOR_CONFIG");
  }

  @Test
  void savesAllConfigurationsOrNone(TestRealm realm) {
    String file = file(override(client(realm, "shop")));
    realm.events().clear();
    assertThat(admin(realm).importsInstipod("?alias=west", file).statusCode()).isEqualTo(200);
    assertThat(realm.events().admin())
        .extracting(AdminEvent::operation, AdminEvent::resourceType)
        .containsExactly(
            tuple("CREATE", "AUTHENTICATOR_CONFIG"), tuple("CREATE", "AUTHENTICATOR_CONFIG"));
    assertThat(realm.events().admin().toString()).doesNotContain("canary");
    assertThat(aliases(realm)).contains("west", "west-shop");

    assertThat(admin(realm).importsInstipod("?alias=west", file).statusCode()).isEqualTo(409);
    assertThat(admin(realm).importsInstipod("?alias=west&overwrite=true", file).statusCode())
        .isEqualTo(200);

    // The alias for the client is taken, so the main one is not saved either.
    assertThat(admin(realm).importsInstipod("?alias=east-shop", file()).statusCode())
        .isEqualTo(200);
    for (String query : List.of("?alias=east&dryRun=true", "?alias=east")) {
      HttpResponse<String> refused = admin(realm).importsInstipod(query, file);
      assertThat(refused.statusCode()).isEqualTo(409);
    }
    assertThat(aliases(realm)).doesNotContain("east");
  }

  @Test
  void readsWhatTheServerExports(TestRealm realm) {
    realm.withFlow("old", "conditional-user-role", Map.of("condUserRole", "x"));
    HttpResponse<String> none = admin(realm).importsInstipod("?alias=west", realm.export());
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(DuoAdmin.json(none).path("error_description").asText()).contains("duo-universal");

    realm.withFlow("others", "conditional-user-role", Map.of("duoSecretKey", SECRET));
    HttpResponse<String> found = admin(realm).importsInstipod("", realm.export());
    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    assertThat(DuoAdmin.json(found).path("config").path("duo.mode").asText())
        .isEqualTo("universal");
    assertThat(found.body()).doesNotContain("canary");
  }

  @Test
  void refusesWhatIsTooLargeAndWhatIsNoExport(TestRealm realm) {
    String large = " ".repeat(4 * 1024 * 1024 + 1);
    assertThat(admin(realm).importsInstipod("", large).statusCode()).isEqualTo(413);
    for (String bad : List.of("{", "[]", "{\"realm\":1}", "[".repeat(100_000))) {
      HttpResponse<String> refused = admin(realm).importsInstipod("?alias=west", bad);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(DuoAdmin.json(refused).path("error").asText()).isEqualTo("invalid_request");
    }
    assertThat(admin(realm).importsInstipod("?dryRun=yes", file()).statusCode()).isEqualTo(400);
    assertThat(aliases(realm)).doesNotContain("west");
  }

  private static List<String> aliases(TestRealm realm) {
    return realm.admin().get("/duo-mfa/configs").findValuesAsText("alias");
  }

  private static DuoAdmin admin(TestRealm realm) {
    return new DuoAdmin(realm.admin());
  }
}
