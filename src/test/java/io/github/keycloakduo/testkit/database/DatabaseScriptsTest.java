package io.github.keycloakduo.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.testkit.database.DatabaseScripts.Vendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.connections.jpa.util.JpaUtils;

/** The structure of all files; only PostgreSQL's is also run, by {@code ManualMigrationIT}. */
class DatabaseScriptsTest {
  private static final Pattern CHANGE_SET = Pattern.compile("<changeSet id=\"([^\"]+)\"");
  private static final Map<Vendor, String> SCRIPTS = new EnumMap<>(Vendor.class);

  @BeforeAll
  static void write(@TempDir Path folder) throws IOException {
    DatabaseScripts.main(new String[] {folder.toString()});
    for (Vendor vendor : Vendor.values()) {
      SCRIPTS.put(vendor, Files.readString(folder.resolve(vendor.file())));
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachChangeSetIsThereAndInTheHistoryOnce(Vendor vendor) throws IOException {
    List<String> changeSets =
        CHANGE_SET
            .matcher(Files.readString(Path.of("src/main/resources/META-INF/duo-mfa-changelog.xml")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(changeSets).isNotEmpty();
    assertThat(statements(vendor))
        .filteredOn(line -> line.matches("(?i)INSERT INTO \\S*DATABASECHANGELOG_DUO_MFA .*"))
        .hasSameSizeAs(changeSets)
        .allMatch(line -> line.contains("'META-INF/duo-mfa-changelog.xml'"))
        .extracting(line -> line.replaceAll(".* VALUES \\(N?'([^']+)'.*", "$1"))
        .containsExactlyElementsOf(changeSets);
  }

  @ParameterizedTest
  @EnumSource
  void makesOurTablesAndTheHistoryAndTouchesNoOther(Vendor vendor) {
    assertThat(statements(vendor))
        .allMatch(
            line ->
                line.matches(
                    "(?i)(CREATE TABLE|CREATE (NONCLUSTERED )?INDEX|INSERT INTO|ALTER TABLE) .*"))
        .allMatch(line -> line.matches("(?i).*\\b(DUO_MFA_|DATABASECHANGELOG_DUO_MFA).*"))
        .noneMatch(line -> line.toUpperCase(Locale.ROOT).contains("DATABASECHANGELOGLOCK"));
    assertThat(statements(vendor)).filteredOn(line -> line.startsWith("CREATE TABLE")).hasSize(5);
    assertThat(statements(vendor))
        .filteredOn(line -> line.matches("(?i)INSERT INTO DUO_MFA_LOCK .*"))
        .hasSize(64);
  }

  @ParameterizedTest
  @EnumSource
  void eachStatementIsEndedAsTheDatabaseWantsIt(Vendor vendor) {
    String script = SCRIPTS.getOrDefault(vendor, "");
    if (vendor == Vendor.MSSQL) {
      assertThat(script.lines().filter("GO"::equals)).hasSameSizeAs(statements(vendor));
    } else {
      assertThat(statements(vendor)).allMatch(line -> line.endsWith(";"));
    }
  }

  /** Keycloak looks for the history under this name, and would run everything again. */
  @Test
  void theHistoryHasTheNameThatKeycloakGivesIt() {
    String name = JpaUtils.getCustomChangelogTableName("duo-mfa");

    assertThat(SCRIPTS)
        .allSatisfy((vendor, script) -> assertThat(script).containsIgnoringCase(name));
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, CONFIG VARCHAR(255)",
    "POSTGRESQL, SOFT_END BIGINT",
    "MYSQL,      SOFT_END BIGINT",
    "ORACLE,     CONFIG NVARCHAR2(255)",
    "ORACLE,     'SOFT_END NUMBER(38, 0)'",
    "MSSQL,      CONFIG nvarchar(255)",
    "MSSQL,      SOFT_END bigint"
  })
  void typesAreThoseOfTheDatabase(Vendor vendor, String column) {
    assertThat(SCRIPTS.get(vendor)).contains(column);
  }

  @Test
  void oneFileDoesForMySqlAndMariaDb() {
    assertThat(DatabaseScripts.statements("mariadb"))
        .isEqualToIgnoringCase(DatabaseScripts.statements("mysql"));
  }

  @Test
  void twoBuildsWriteTheSame() {
    assertThat(Arrays.stream(Vendor.values()).map(DatabaseScripts::script))
        .containsExactlyElementsOf(SCRIPTS.values())
        .allSatisfy(script -> assertThat(script).doesNotContainPattern("'[1-9]\\d{9}'"));
  }

  private static List<String> statements(Vendor vendor) {
    return DatabaseScripts.statementsOf(SCRIPTS.getOrDefault(vendor, ""));
  }
}
