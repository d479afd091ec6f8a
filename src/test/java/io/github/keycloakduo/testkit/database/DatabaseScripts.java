package io.github.keycloakduo.testkit.database;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/**
 * The writer of the SQL files for administrators whose Keycloak may not change tables: Liquibase,
 * as Keycloak runs it, without a database.
 */
public final class DatabaseScripts {
  private static final String CHANGE_LOG = "META-INF/duo-mfa-changelog.xml";

  /** As Keycloak makes it of the provider's id, {@code duo-mfa}. */
  private static final String HISTORY = "DATABASECHANGELOG_DUO_MFA";

  /** The time of the run, which would make each build's files other ones. */
  private static final String DEPLOYMENT = ", '\\d{10}'\\)";

  /** A kind of database. */
  public enum Vendor {
    POSTGRESQL("postgresql", "PostgreSQL"),
    MYSQL("mysql", "MySQL and MariaDB"),
    ORACLE("oracle", "Oracle Database"),
    MSSQL("mssql", "Microsoft SQL Server");

    private final String id;
    private final String title;

    Vendor(String id, String title) {
      this.id = id;
      this.title = title;
    }

    /** The name of the file. */
    public String file() {
      return "duo-mfa-" + id + ".sql";
    }
  }

  private DatabaseScripts() {}

  /**
   * Writes all files.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    try {
      Files.createDirectories(folder);
      for (Vendor vendor : Vendor.values()) {
        Files.writeString(folder.resolve(vendor.file()), script(vendor));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of a vendor. */
  static String script(Vendor vendor) {
    return """
    -- Duo MFA for Keycloak: the tables, for %s.
    -- For Keycloak servers whose database user may not create tables (migration-strategy=manual).
    -- Run it once as the owner of Keycloak's tables, in their schema, before the first start with the extension.
    -- After an update of the extension, run the change sets whose ID is not in %s yet.

    """
            .formatted(vendor.title, HISTORY)
        + statements(vendor.id);
  }

  /** What Liquibase would run in an empty database. */
  static String statements(String vendor) {
    StringWriter sql = new StringWriter();
    try {
      // What was run offline before stands in a file, which is a new one each time.
      Path folder = Files.createTempDirectory("duo-mfa-sql");
      Path ran = folder.resolve("history.csv");
      ClassLoaderResourceAccessor resources =
          new ClassLoaderResourceAccessor(DatabaseScripts.class.getClassLoader());
      Database database =
          DatabaseFactory.getInstance()
              .openDatabase(
                  "offline:" + vendor + "?outputLiquibaseSql=all&changeLogFile=" + ran,
                  null,
                  null,
                  null,
                  resources);
      database.setDatabaseChangeLogTableName(HISTORY);
      Scope.child(
          Scope.Attr.resourceAccessor,
          resources,
          () -> new Liquibase(CHANGE_LOG, resources, database).update(new Contexts(), sql));
      Scope.getCurrentScope().getSingleton(ChangeLogHistoryServiceFactory.class).resetAll();
      Files.deleteIfExists(ran);
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LiquibaseException e) {
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new IllegalStateException("Liquibase cannot write SQL for " + vendor, e);
    }
    return sql.toString()
            .lines()
            .filter(line -> !line.isBlank())
            .filter(line -> !line.startsWith("--") || line.startsWith("-- Changeset "))
            .map(line -> line.startsWith("--") ? "\n" + line : line)
            .map(line -> line.replaceAll(DEPLOYMENT, ", '0000000000')"))
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  /** The statements of a file, without comments and what SQL Server's tools want between them. */
  static List<String> statementsOf(String script) {
    return script
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("--") && !line.equals("GO"))
        .toList();
  }
}
