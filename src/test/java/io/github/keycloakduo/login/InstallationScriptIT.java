package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import io.github.keycloakduo.testkit.server.PasswordAdministrator;
import io.github.keycloakduo.testkit.server.ShellBlocks;
import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The script and the realm file of docs/config-as-code.md, run as they stand. */
@ExtendWith(KeycloakExtension.class)
@NeedsPrograms({"sh", "jq"})
class InstallationScriptIT {
  private static final Path PAGE = Path.of("docs", "config-as-code.md");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHAPTER = "kcadm";

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
        JSON.writeValueAsString(Map.of("alias", "duo", "config", DuoSettings.of(duo))));

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

  @Test
  void theRealmFileMakesARealmWithBothFlowsGuarded(TestRealm other) throws Exception {
    duo.user("alice").passcode("111111").passcode("222222");
    String name = "file-of-" + other.name();
    ObjectNode file = realmFile();
    file.put("realm", name);
    ((ObjectNode) file.at("/authenticatorConfig/0/config"))
        .setAll(JSON.<ObjectNode>valueToTree(DuoSettings.of(duo)));
    Files.writeString(work.resolve("realm.json"), file.toString());
    ShellBlocks blocks = ShellBlocks.of(PAGE, "Realm file");
    assertThat(blocks.texts()).hasSize(1);

    ShellBlocks.Run run =
        run(
            name,
            new ShellBlocks(
                List.of(
                    "kcadm.sh config credentials --server $KEYCLOAK --realm master --user $ADMIN",
                    blocks.texts().get(0))));

    assertThat(run.status()).as(run.said()).isZero();
    try (TestRealm realm = TestRealm.adopt(keycloak, name, other.app().redirectUri())) {
      TestUser alice = realm.users().create("alice");
      assertBrowserMeetsDuo(realm, alice);
      assertDirectGrantMeetsDuo(realm, alice);
    }
  }

  private static ObjectNode realmFile() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```json\n", page.indexOf("\n## Realm file\n")) + "```json\n".length();
    return (ObjectNode) JSON.readTree(page.substring(start, page.indexOf("```", start)));
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
    return run(realm.name(), blocks.from(1));
  }

  /** Runs them as an administrator of the server. */
  private ShellBlocks.Run run(String realm, ShellBlocks blocks)
      throws IOException, InterruptedException {
    try (PasswordAdministrator administrator = PasswordAdministrator.at(keycloak)) {
      Map<String, String> variables = new HashMap<>(administrator.variables());
      variables.put("KEYCLOAK_HOME", TestEnvironment.current().dist().toString());
      variables.put("KEYCLOAK", keycloak.baseUrl().toString());
      variables.put("R", realm);
      return blocks.run(work, variables);
    }
  }
}
