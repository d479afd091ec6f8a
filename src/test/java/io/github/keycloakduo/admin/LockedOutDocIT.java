package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import io.github.keycloakduo.testkit.server.ShellBlocks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/locked-out.md, run in a realm that a wrong value has locked. */
@ExtendWith(KeycloakExtension.class)
@NeedsPrograms({"sh", "jq"})
class LockedOutDocIT {
  private static final Path PAGE = Path.of("docs", "locked-out.md");

  private final KeycloakUnderTest keycloak;
  private final DuoSimulator duo;
  private final Path work;

  LockedOutDocIT(KeycloakUnderTest keycloak, DuoSimulator duo, @TempDir Path work) {
    this.keycloak = keycloak;
    this.duo = duo;
    this.work = work;
  }

  @Test
  void theCorrectedValueLetsInAgain(TestRealm realm) throws Exception {
    duo.user("alice").passcode("123456");
    FlowStep step = realm.withBrowserStep("duo-mfa", DuoSettings.of(duo));
    TestUser alice = realm.users().create("alice");
    step.change(Map.of("duo.timeout", "sixty"));
    assertThat(realm.logIn(alice).status()).isEqualTo(503);

    ShellBlocks.Run run = run(realm, step, 1);

    assertThat(run.status()).as(run.said()).isZero();
    Page factor = realm.logIn(alice);
    assertThat(factor.has("#kc-duo-form") || factor.has("#duo-waiting"))
        .as(factor.toString())
        .isTrue();
  }

  @Test
  void keycloaksOwnFlowsLetInAgain(TestRealm realm) throws Exception {
    FlowStep step = realm.withBrowserStep("duo-mfa", DuoSettings.of(duo));
    TestUser alice = realm.users().create("alice");
    step.change(Map.of("duo.timeout", "sixty"));
    assertThat(realm.logIn(alice).status()).isEqualTo(503);

    ShellBlocks.Run run = run(realm, step, 2);

    assertThat(run.status()).as(run.said()).isZero();
    assertThat(realm.logIn(alice).arrived()).isTrue();
    assertThat(realm.admin().get("").path("directGrantFlow").asText()).isEqualTo("direct grant");
  }

  /**
   * Runs one block of the chapter.
   *
   * @param block the first one has the variables
   */
  private ShellBlocks.Run run(TestRealm realm, FlowStep step, int block)
      throws IOException, InterruptedException {
    Callers.serviceAccount(
        realm, "emergency", "the-secret", "manage-realm", "view-realm", "view-clients");
    ShellBlocks blocks = ShellBlocks.of(PAGE, "Correct the value");
    assertThat(blocks.texts()).hasSize(3);
    assertThat(blocks.texts().get(0)).startsWith("KEYCLOAK=");
    String logIn = blocks.texts().get(1).lines().findFirst().orElseThrow();
    return new ShellBlocks(List.of(logIn, blocks.texts().get(block)))
        .strict()
        .run(
            work,
            Map.of(
                "KEYCLOAK", keycloak.baseUrl().toString(),
                "LOGIN_REALM", realm.name(),
                "CLIENT", "emergency",
                "SECRET", "the-secret",
                "REALM", realm.name(),
                "CONFIG", step.configAlias()));
  }
}
