package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.AdminClient;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import io.github.keycloakduo.testkit.server.ShellBlocks;
import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The script of docs/configuration.md, run as it stands in a realm as Keycloak makes it. */
@ExtendWith(KeycloakExtension.class)
@NeedsPrograms({"sh", "jq"})
class InstallationScriptIT {
  private static final Path PAGE = Path.of("docs", "configuration.md");
  private static final String CHAPTER = "The steps of the installation as a script";

  private final KeycloakUnderTest keycloak;
  private final DuoSimulator duo;
  private final Path work;

  InstallationScriptIT(KeycloakUnderTest keycloak, DuoSimulator duo, @TempDir Path work) {
    this.keycloak = keycloak;
    this.duo = duo;
    this.work = work;
  }

  @Test
  void guardsBothFlowsByDuoAfterThePassword(TestRealm realm) throws Exception {
    duo.user("alice").passcode("111111").passcode("222222");
    TestUser alice = realm.users().create("alice");
    Files.writeString(
        work.resolve("duo.json"),
        new ObjectMapper()
            .writeValueAsString(Map.of("alias", "duo", "config", DuoSettings.of(duo))));

    ShellBlocks.Run run = runScript(realm);

    assertThat(run.status()).as(run.said()).isZero();
    assertThat(bound(realm, "browserFlow")).isEqualTo("browser-duo");
    assertRequiredAfter(realm, "browser-duo", "auth-username-password-form", "duo-mfa");
    assertThat(bound(realm, "directGrantFlow")).isEqualTo("direct-grant-duo");
    assertRequiredAfter(
        realm, "direct-grant-duo", "direct-grant-validate-password", "duo-mfa-direct-grant");
    assertBrowserMeetsDuo(realm, alice);
    assertDirectGrantMeetsDuo(realm, alice);
  }

  @Test
  void bindsNothingOnceACommandFails(TestRealm realm) throws Exception {
    // There is no duo.json.
    ShellBlocks.Run run = runScript(realm);

    assertThat(run.status()).as(run.said()).isNotZero();
    assertThat(run.said()).contains("duo.json").doesNotContain("browserFlow");
    assertThat(bound(realm, "browserFlow")).isEqualTo("browser");
    assertThat(bound(realm, "directGrantFlow")).isEqualTo("direct grant");
  }

  private void assertBrowserMeetsDuo(TestRealm realm, TestUser alice) {
    Page password = realm.browser().open(realm.app().loginUrl());
    assertThat(password.has("#kc-form-login")).as(password.toString()).isTrue();
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isZero();

    Page factor =
        DuoLogin.settled(
            password
                .form("#kc-form-login")
                .with("username", alice.username())
                .with("password", alice.password())
                .submit());

    assertThat(factor.arrived()).isFalse();
    assertThat(factor.has("#kc-duo-form")).as(factor.toString()).isTrue();
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isEqualTo(1);
    assertThat(DuoLogin.type(factor, "111111").arrived()).isTrue();
  }

  private void assertDirectGrantMeetsDuo(TestRealm realm, TestUser alice) {
    Gateway gateway = realm.gateway("gateway");

    GatewayAnswer withoutPasscode = gateway.call(alice, Map.of());
    assertThat(withoutPasscode.isIn()).isFalse();
    assertThat(withoutPasscode.error()).as(withoutPasscode.body()).isEqualTo("mfa_required");
    assertThat(gateway.call(alice, Map.of("otp", "000000")).isIn()).isFalse();
    GatewayAnswer withPasscode = gateway.call(alice, Map.of("otp", "222222"));
    assertThat(withPasscode.isIn()).as(withPasscode.body()).isTrue();
  }

  /** Both are REQUIRED and on one level. */
  private static void assertRequiredAfter(
      TestRealm realm, String flow, String password, String step) {
    List<JsonNode> executions =
        StreamSupport.stream(
                realm.admin().get("/authentication/flows/" + flow + "/executions").spliterator(),
                false)
            .toList();
    JsonNode first = execution(executions, password);
    JsonNode second = execution(executions, step);
    assertThat(first.path("requirement").asText()).isEqualTo("REQUIRED");
    assertThat(second.path("requirement").asText()).isEqualTo("REQUIRED");
    assertThat(second.path("level").asInt()).isEqualTo(first.path("level").asInt());
    assertThat(second.path("priority").asInt()).isGreaterThan(first.path("priority").asInt());
    assertThat(executions.indexOf(second)).isGreaterThan(executions.indexOf(first));
    assertThat(second.path("authenticationConfig").asText()).isNotEmpty();
  }

  private static JsonNode execution(List<JsonNode> executions, String provider) {
    List<JsonNode> found =
        executions.stream()
            .filter(execution -> execution.path("providerId").asText().equals(provider))
            .toList();
    assertThat(found).as(provider).hasSize(1);
    return found.get(0);
  }

  private String bound(TestRealm realm, String kind) {
    return realm.admin().get("").path(kind).asText();
  }

  private ShellBlocks.Run runScript(TestRealm realm) throws IOException, InterruptedException {
    ShellBlocks blocks = ShellBlocks.of(PAGE, CHAPTER);
    assertThat(blocks.texts()).hasSize(3);
    assertThat(blocks.texts().get(0)).startsWith("KEYCLOAK_HOME=");
    assertThat(blocks.texts().get(1)).startsWith("set -eu\n");
    AdminClient master = keycloak.admin().at("/master");
    String name = "installer-of-" + realm.name();
    String id =
        master.create(
            "/users",
            Map.of(
                "username",
                name,
                "enabled",
                true,
                "credentials",
                List.of(Map.of("type", "password", "value", "the-password"))));
    try {
      master.post("/users/" + id + "/role-mappings/realm", List.of(master.get("/roles/admin")));
      return blocks
          .from(1)
          .run(
              work,
              Map.of(
                  "KEYCLOAK_HOME", TestEnvironment.current().dist().toString(),
                  "KEYCLOAK", keycloak.baseUrl().toString(),
                  "ADMIN", name,
                  "R", realm.name(),
                  // In place of the terminal that kcadm.sh would ask.
                  "KC_CLI_PASSWORD", "the-password"));
    } finally {
      master.delete("/users/" + id);
    }
  }
}
