package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.database.DatabaseScripts.Vendor;
import io.github.keycloakduo.testkit.database.NeedsPostgres;
import io.github.keycloakduo.testkit.database.Postgres;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakLine;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.TestEnvironment;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A Keycloak whose database user may not create or change tables. */
@NeedsPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManualMigrationIT {
  private static final String RESTRICTED = "restricted";
  private static final String RIGHTS =
      "grant select, insert, update, delete on all tables in schema public to " + RESTRICTED;

  private static final Path CHANGE_LOG =
      Path.of("src", "main", "resources", "META-INF", "duo-mfa-changelog.xml");

  /** Where the build puts the files. */
  private static final Path SCRIPT =
      TestEnvironment.current().jar().resolveSibling("sql").resolve(Vendor.POSTGRESQL.file());

  private static final Map<String, String> GRACE = DuoSettings.grace(1);

  private final DuoSimulator duo = DuoSimulator.start();
  private final ClientApp client = ClientApp.start();
  private final Postgres database = Postgres.start();

  @AfterAll
  void stop() {
    database.close();
    client.close();
    duo.close();
  }

  /** Before 26.7, Keycloak tries to change our tables all the same, and ends when it may not. */
  @Test
  void aUserWithoutRightsToChangeTablesIsEnoughOnceTheFileWasRun() {
    KeycloakUnderTest owners = start(database.user(), Map.of());
    // The administrator of the kit knows the server by its address.
    Map<String, String> address =
        Map.of(
            "http-port", Integer.toString(owners.baseUrl().getPort()),
            "http-management-port", Integer.toString(owners.managementUrl().getPort()));
    TestRealm realm = TestRealm.create(owners, client.redirectUri());
    DuoLogin login = DuoLogin.at(realm, duo, GRACE);
    owners.stop();
    keepKeycloaksTablesAlone();
    createUserWithoutRightsToChangeTables();
    assertThatIllegalStateException()
        .isThrownBy(() -> start(RESTRICTED, address).close())
        .withMessageContaining("Keycloak died")
        .withMessageContaining(
            KeycloakLine.isAtLeast("26.7") ? "Database not up-to-date" : "permission denied");

    database.runScript(SCRIPT);
    database.query(RIGHTS);

    try (KeycloakUnderTest keycloak = start(RESTRICTED, address)) {
      duo.user("alice").passcode("123456");
      assertThat(DuoLogin.type(login.password(), "123456").arrived()).isTrue();
      assertThat(keycloak.logText().lines()).filteredOn(line -> line.contains(" ERROR ")).isEmpty();
    }
    assertThat(database.query("select count(*) from duo_mfa_grace")).containsExactly("1");
    assertThat(database.query("select count(*) from databasechangelog_duo_mfa"))
        .containsExactly(Long.toString(changeSets()));
  }

  private static long changeSets() {
    try {
      return Files.readString(CHANGE_LOG)
          .lines()
          .filter(line -> line.contains("<changeSet "))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ours are taken away again: the server under test always has the extension. */
  private void keepKeycloaksTablesAlone() {
    database.query(
        "drop table duo_mfa_grace, duo_mfa_break_glass, duo_mfa_session, duo_mfa_lock,"
            + " databasechangelog_duo_mfa");
  }

  private void createUserWithoutRightsToChangeTables() {
    database.query("create role " + RESTRICTED + " login");
    database.query("revoke create on schema public from public");
    database.query("grant usage on schema public to " + RESTRICTED);
    database.query(RIGHTS);
  }

  private KeycloakUnderTest start(String user, Map<String, String> more) {
    ServerOptions options =
        TwoNodesIT.options(ServerOptions.defaults())
            .withBuild("db", "postgres")
            .with("db-url", database.jdbcUrl())
            .with("db-username", user)
            .with("db-password", "none")
            .with("spi-connections-jpa--quarkus--migration-strategy", "manual")
            .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host());
    for (Map.Entry<String, String> option : more.entrySet()) {
      options = options.with(option.getKey(), option.getValue());
    }
    return ZipKeycloak.start(options);
  }
}
