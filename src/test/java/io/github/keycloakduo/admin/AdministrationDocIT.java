package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import io.github.keycloakduo.testkit.server.PasswordAdministrator;
import io.github.keycloakduo.testkit.server.ShellBlocks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/administration.md, run as they stand. */
@ExtendWith(KeycloakExtension.class)
@NeedsPrograms({"sh", "curl", "jq"})
class AdministrationDocIT {
  @Test
  void everyCommandWorks(
      TestRealm realm, KeycloakUnderTest keycloak, DuoSimulator duo, @TempDir Path work)
      throws IOException, InterruptedException {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    realm.users().create("alice");
    String alias = realm.withFlow("documented", "duo-mfa", DuoSettings.of(duo)).configAlias();
    ShellBlocks blocks = ShellBlocks.of(Path.of("docs", "administration.md"));
    assertThat(blocks.texts().get(0)).startsWith("KEYCLOAK=");

    // The variables of the first block come from here.
    ShellBlocks.Run run;
    try (PasswordAdministrator administrator = PasswordAdministrator.at(keycloak)) {
      Map<String, String> variables = new HashMap<>(administrator.variables());
      variables.put("KEYCLOAK", keycloak.baseUrl().toString());
      variables.put("REALM", realm.name());
      variables.put("CLIENT", "duo-admin");
      variables.put("SECRET", "the-secret");
      variables.put("CONFIG", alias.replace(" ", "%20"));
      run = blocks.from(1).strict().run(work, variables);
    }

    String said = run.said();
    assertThat(run.status()).as(said).isZero();
    assertThat(said.split("\"ldap_search\"", -1)).as(said).hasSize(4);
    assertThat(said.split("\"approved\"", -1)).as(said).hasSize(3);
    assertThat(said).contains("\"direct_grant\"", "north_duo_skey", "west_duo_skey");
  }
}
