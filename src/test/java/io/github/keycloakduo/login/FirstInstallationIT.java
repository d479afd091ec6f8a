package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import io.github.keycloakduo.testkit.server.ShellBlocks;
import io.github.keycloakduo.testkit.server.UnpackedKeycloak;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documentation from an unpacked Keycloak to logins, and out of a lock-out of the master realm.
 * Only variables are replaced.
 */
@TestInstance(Lifecycle.PER_CLASS)
@NeedsPrograms({"sh", "curl", "jq"})
class FirstInstallationIT {
  private static final Path DOCS = Path.of("docs");
  private static final String CHAPTER = "From an unpacked Keycloak to the first login";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Map<String, String> PKCE =
      Map.of("code_challenge_method", "S256", "code_challenge", "c".repeat(43));

  private final DuoSimulator duo = DuoSimulator.start();
  private final Path work;
  private final UnpackedKeycloak keycloak;
  private final ShellBlocks installation;
  private final Map<String, String> variables;

  FirstInstallationIT(@TempDir Path work) throws IOException {
    this.work = work;
    keycloak =
        UnpackedKeycloak.unpack(
            work, Map.of("KC_SPI_AUTHENTICATOR__DUO_MFA__ALLOWED_HOSTS", duo.host()));
    installation = ShellBlocks.of(DOCS.resolve("installation.md"), CHAPTER);
    variables =
        Map.of(
            "R",
            "corp",
            "VAULT",
            work.resolve("vault").toString(),
            "SKEY",
            duo.skey(),
            "ALICE",
            "alice-pw");
  }

  @BeforeAll
  void install() throws Exception {
    assertThat(installation.texts()).hasSize(6);
    assertThat(installation.texts().get(0)).startsWith("KEYCLOAK_HOME=");
    assertThat(ShellBlocks.of(Path.of("README.md")).texts())
        .as("the commands of the README")
        .contains(installation.texts().get(1));
    Map<String, String> settings = new HashMap<>(DuoSettings.of(duo));
    settings.put("duo.skey", "${vault.duo-skey}");
    Files.writeString(
        work.resolve("duo.json"),
        new ObjectMapper().writeValueAsString(Map.of("alias", "duo", "config", settings)));

    run(installation.only(1, 2).strict());
    keycloak.start(installation.only(3), variables);
    run(installation.only(4));
    run(ShellBlocks.of(DOCS.resolve("config-as-code.md"), "kcadm").from(1));
  }

  @AfterAll
  void stop() {
    keycloak.close();
    duo.close();
  }

  @Test
  void endsInALoginByPushThatEventsAndMetricsShow() throws Exception {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);

    Page waiting = DuoLogin.press(DuoLogin.settled(password()), "push");
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().approve("alice");
    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();

    assertThat(run(installation.only(5).strict()))
        .contains("\"reason\": \"push_sent\"")
        .contains("\"duo_outcome\": \"approved\"", "\"duo_factor\": \"push\"")
        .containsPattern("keycloak_duo_mfa_outcomes_total\\{.*outcome=\"approved\".*} 1");
  }

  @Test
  void aTemporaryClientEndsALockOut() throws Exception {
    Path page = DOCS.resolve("locked-out.md");
    ShellBlocks correction = ShellBlocks.of(page, "Correct the value");
    ShellBlocks client = ShellBlocks.of(page, "A temporary client");
    assertThat(client.texts()).hasSize(2);
    duo.user("alice").passcode("123456");
    run(
        new ShellBlocks(
                List.of(
                    "kcadm.sh config credentials --server $KEYCLOAK --realm master --user $ADMIN",
                    correction
                        .texts()
                        .get(1)
                        .lines()
                        .skip(1)
                        .reduce("", (a, b) -> a + "\n" + b)
                        .replace("= \"60\"", "= \"sixty\"")))
            .strict(),
        Map.of("REALM", "corp", "CONFIG", "duo"));
    assertThat(password().status()).isEqualTo(503);

    keycloak.stop();
    run(client.only(0).strict());
    keycloak.start(installation.only(3), variables);
    run(
        new ShellBlocks(List.of(correction.texts().get(1), client.texts().get(1))).strict(),
        Map.of(
            "LOGIN_REALM", "master",
            "CLIENT", "temporary-admin",
            "SECRET", "a-long-random-text",
            "REALM", "corp",
            "CONFIG", "duo"));

    assertThat(DuoLogin.type(DuoLogin.settled(password()), "123456").arrived()).isTrue();
  }

  private Page password() {
    URI realm = URI.create(keycloak.baseUrl() + "/realms/corp");
    URI account = URI.create(realm + "/account/");
    return new PlainBrowser(account)
        .open(new App(realm, "account-console", account).loginUrl(PKCE))
        .form("#kc-form-login")
        .with("username", "alice")
        .with("password", "alice-pw")
        .submit();
  }

  private String run(ShellBlocks blocks) throws IOException, InterruptedException {
    return run(blocks, Map.of());
  }

  private String run(ShellBlocks blocks, Map<String, String> more)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(more);
    ShellBlocks.Run run = keycloak.run(blocks, all);
    assertThat(run.status()).as(run.said()).isZero();
    return run.said();
  }
}
