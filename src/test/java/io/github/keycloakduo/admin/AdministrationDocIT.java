package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/administration.md, run as they stand. */
@ExtendWith(KeycloakExtension.class)
@NeedsPrograms({"sh", "curl", "jq"})
class AdministrationDocIT {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyCommandWorks(
      TestRealm realm, KeycloakUnderTest keycloak, DuoSimulator duo, @TempDir Path work)
      throws IOException, InterruptedException {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    realm.users().create("alice");
    String alias = realm.withFlow("documented", "duo-mfa", DuoSettings.of(duo)).configAlias();
    Callers.serviceAccount(realm, "duo-admin", "the-secret", "view-realm", "manage-realm");
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(Path.of("docs", "administration.md")))
            .results()
            .map(MatchResult::group)
            .map(block -> block.substring("```sh\n".length(), block.length() - 3))
            .toList();
    assertThat(blocks).hasSize(7);
    assertThat(blocks.get(0)).startsWith("KEYCLOAK=");
    Path script = work.resolve("commands.sh");
    // The variables of the first block come from here.
    Files.writeString(script, "set -eux\n" + String.join("\n", blocks.subList(1, 7)));

    ProcessBuilder shell = new ProcessBuilder("sh", script.toString()).directory(work.toFile());
    shell
        .environment()
        .putAll(
            Map.of(
                "KEYCLOAK", keycloak.baseUrl().toString(),
                "REALM", realm.name(),
                "CLIENT", "duo-admin",
                "SECRET", "the-secret",
                "CONFIG", alias.replace(" ", "%20"),
                "HOME", work.toString(),
                "PATH",
                    TestEnvironment.current().dist().resolve("bin").toAbsolutePath()
                        + File.pathSeparator
                        + System.getenv("PATH")));
    Process process =
        shell.redirectErrorStream(true).redirectOutput(work.resolve("out").toFile()).start();
    int status = process.waitFor();

    String said = Files.readString(work.resolve("out"));
    assertThat(status).as(said).isZero();
    assertThat(said.split("\"ldap_search\"", -1)).as(said).hasSize(3);
    assertThat(said.split("\"approved\"", -1)).as(said).hasSize(3);
    assertThat(said).contains("\"direct_grant\"", "north_duo_skey");
  }
}
