package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.AdminEvent;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Configurations of the SPS plugin, taken over by the server. */
@ExtendWith(KeycloakExtension.class)
class ImportIT {
  private static final String SECRET = "canary-secret-key-0123456789-0123456789";
  private static final String INI =
      String.join(
          "\n",
          "[duo]",
          "ikey=DIABCDEFGHIJKLMNOPQR",
          "skey=" + SECRET,
          "host=api-01234567.duosecurity.com",
          "timeout=30",
          "[authentication_cache]",
          "soft_timeout=60",
          "hard_timeout=600",
          "conn_limit=3",
          "");

  private final ExecutorService callers = Executors.newFixedThreadPool(6);

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  @Test
  void convertsAndSavesNothingWithoutAnAlias(TestRealm realm) {
    JsonNode said = DuoAdmin.json(admin(realm).imports("", INI));

    assertThat(said.properties().stream().map(Map.Entry::getKey))
        .containsExactly("config", "report");
    assertThat(said.path("config").path("duo.timeout").asText()).isEqualTo("30");
    assertThat(said.path("config").path("authentication_cache.reuse_limit").asText())
        .isEqualTo("3");
    assertThat(said.path("report").get(0).properties().stream().map(Map.Entry::getKey))
        .containsExactly("section", "option", "action", "key", "message");
    assertThat(said.toString()).doesNotContain(SECRET).doesNotContain("canary");
    assertThat(realm.events().admin()).isEmpty();
    assertThat(test(realm, "sps")).isEqualTo(404);
  }

  @Test
  void dryRunsSaveNothing(TestRealm realm) {
    assertThat(admin(realm).imports("?alias=sps&dryRun=true", INI).statusCode()).isEqualTo(200);

    assertThat(admin(realm).imports("?alias=sps&dryRun=yes", INI).statusCode()).isEqualTo(400);
    assertThat(test(realm, "sps")).isEqualTo(404);
  }

  @Test
  void dryRunsTellThatTheAliasExists(TestRealm realm) {
    assertThat(admin(realm).imports("?alias=sps", INI).statusCode()).isEqualTo(200);

    HttpResponse<String> dry = admin(realm).imports("?alias=sps&dryRun=true", INI);
    assertThat(dry.statusCode()).isEqualTo(409);
    assertThat(DuoAdmin.json(dry).path("error_description").asText()).contains("overwrite");
    assertThat(admin(realm).imports("?alias=sps&dryRun=true&overwrite=true", INI).statusCode())
        .isEqualTo(200);
  }

  @Test
  void ofParallelImportsOneGetsTheAlias(TestRealm realm) {
    for (int round = 0; round < 5; round++) {
      String alias = "sps" + round;
      List<CompletableFuture<Integer>> calls =
          IntStream.range(0, 6)
              .mapToObj(
                  call ->
                      CompletableFuture.supplyAsync(
                          () -> admin(realm).imports("?alias=" + alias, INI).statusCode(), callers))
              .toList();

      assertThat(calls.stream().map(CompletableFuture::join).sorted())
          .containsExactly(200, 409, 409, 409, 409, 409);
      assertThat(test(realm, alias)).isEqualTo(200);
    }
  }

  @Test
  void createsAndReplaces(TestRealm realm) {
    realm.events().clear();
    assertThat(admin(realm).imports("?alias=sps", INI).statusCode()).isEqualTo(200);
    assertThat(test(realm, "sps")).isEqualTo(200);

    HttpResponse<String> again = admin(realm).imports("?alias=sps", INI);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(DuoAdmin.json(again).path("error_description").asText()).contains("overwrite");

    String other = INI.replace("timeout=30", "timeout=31").replace("conn_limit=3", "");
    assertThat(admin(realm).imports("?alias=sps&overwrite=true", other).statusCode())
        .isEqualTo(200);
    assertThat(realm.events().admin())
        .extracting(AdminEvent::operation, AdminEvent::resourceType)
        .containsExactly(
            tuple("CREATE", "AUTHENTICATOR_CONFIG"), tuple("UPDATE", "AUTHENTICATOR_CONFIG"));
    assertThat(realm.events().admin().toString()).contains("31").doesNotContain(SECRET);
  }

  /** A step may refer to it by sharing it. */
  @Test
  void anImportedConfigurationIsOfUse(TestRealm realm, DuoSimulator duo) {
    String ini =
        "[duo]\nikey=" + duo.ikey() + "\nskey=${vault.x}\nhost=" + duo.host() + "\ntimeout=20\n";
    assertThat(admin(realm).imports("?alias=sps", ini).statusCode()).isEqualTo(200);

    String alias =
        realm
            .withBrowserStep(
                "duo-mfa",
                Map.of(
                    "shared.config", "sps",
                    "duo.skey", duo.skey(),
                    "duo.ca_certificates", duo.caPem()))
            .configAlias();

    assertThat(admin(realm).mistakes(alias)).isEmpty();
  }

  @Test
  void leavesConfigurationsOfOthersAlone(TestRealm realm) {
    String flow =
        realm
            .withFlow("others", "conditional-user-role", Map.of("condUserRole", "x"))
            .configAlias();

    assertThat(
            admin(realm)
                .imports("?overwrite=true&alias=" + flow.replace(" ", "%20"), INI)
                .statusCode())
        .isEqualTo(409);
  }

  @Test
  void tellsTheLineOfAMistakeAndChangesNothing(TestRealm realm) {
    HttpResponse<String> refused =
        admin(realm).imports("?alias=sps", "[duo]\nikey=" + SECRET + "\n[duo\nhost=x\n");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(DuoAdmin.json(refused).path("error_description").asText()).contains("line 3");
    assertThat(refused.body()).doesNotContain("canary");
    assertThat(test(realm, "sps")).isEqualTo(404);
  }

  @Test
  void refusesWhatIsTooLargeAndWhatIsNoText(TestRealm realm) {
    assertThat(admin(realm).imports("", new byte[300 * 1024]).statusCode()).isEqualTo(413);
    assertThat(admin(realm).imports("", new byte[] {'[', 0, ']'}).statusCode()).isEqualTo(400);
    assertThat(admin(realm).imports("?alias=" + "x".repeat(256), INI).statusCode()).isEqualTo(400);
    assertThat(realm.admin().send("POST", "/duo-mfa/import/sps", Map.of("a", "b")).statusCode())
        .isEqualTo(415);
  }

  private static DuoAdmin admin(TestRealm realm) {
    return new DuoAdmin(realm.admin());
  }

  private static int test(TestRealm realm, String alias) {
    return realm.admin().send("POST", DuoAdmin.path(alias) + "/test", null).statusCode();
  }
}
