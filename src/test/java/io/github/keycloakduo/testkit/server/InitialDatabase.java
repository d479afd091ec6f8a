package io.github.keycloakduo.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The H2 database as a server leaves it that has run once: all tables, the master realm, and the
 * service account of the kit. Servers start with copies of it in half the processor time. Kept for
 * each version of Keycloak and of our change log.
 */
final class InitialDatabase {
  private static final String NAME = "keycloak";
  private static final String SECRET = "TESTKIT_SECRET";
  private static final String CHANGE_LOG = "META-INF/duo-mfa-changelog.xml";

  private final Path folder;

  private InitialDatabase(Path folder) {
    this.folder = folder;
  }

  /** Whether a server with these options would begin with an empty H2 for nothing. */
  static boolean suits(ServerOptions options) {
    // Keycloak creates an administrator, and imports realms, for a new database only.
    return "dev-mem".equals(options.build().get("db"))
        && !options.start().containsKey("db-url")
        && options.realms().isEmpty()
        && options.environment().keySet().stream().noneMatch(BootstrapAdmin::names);
  }

  /**
   * Makes it if there is none yet.
   *
   * @param prepared the home of a prepared server
   */
  static InitialDatabase of(TestEnvironment environment, Path prepared) {
    Path databases = environment.work().resolve("databases");
    String name = environment.version() + "-" + Fingerprint.of(changeLog(environment.jar()));
    InitialDatabase database = new InitialDatabase(databases.resolve(name));
    return WorkLock.hold(
        databases,
        name,
        () -> {
          if (!Files.isDirectory(database.folder)) {
            Trees.deleteAll(databases, environment.version());
            database.make(prepared);
          }
          return database;
        });
  }

  /** The service account in it. */
  BootstrapAdmin admin() {
    try {
      return BootstrapAdmin.of(Files.readString(secret(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives a server a copy; the options with which it uses that. */
  ServerOptions copyTo(Path home, ServerOptions options) throws IOException {
    Trees.copy(data(folder), data(home));
    // What the database has written is of no use once its server has ended.
    return options.with("db-url", url(home) + ";WRITE_DELAY=60000");
  }

  private void make(Path prepared) {
    BootstrapAdmin admin = BootstrapAdmin.create();
    Path home = folder.resolveSibling(folder.getFileName() + "-unfinished");
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    try {
      Trees.copy(prepared, home);
      List<String> command =
          List.of(
              "bootstrap-admin",
              "service",
              "--optimized",
              "--client-id=" + admin.clientId(),
              "--client-secret:env=" + SECRET,
              "--db-url=" + url(home));
      KcCommand.Run run = ServerProcess.end(home, command, Map.of(SECRET, admin.secret()), log);
      if (run.status() != 0) {
        throw new IllegalStateException("no database from " + command + ":\n" + run.said());
      }
      execute(tokensByHmac(admin.clientId()), home, log);
      Path made = folder.resolveSibling(folder.getFileName() + "-made");
      Trees.copy(data(home), data(made));
      Files.writeString(secret(made), admin.secret());
      Trees.delete(home);
      Files.move(made, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each request of a test's administration verifies the token twice. */
  private static String tokensByHmac(String clientId) {
    return "insert into client_attributes (client_id, name, value)"
        + " select id, 'access.token.signed.response.alg', 'HS512' from client where client_id = '"
        + clientId
        + "'";
  }

  /** By the server's own driver, since an older one cannot read what a newer one has written. */
  private static void execute(String statement, Path home, Path log) throws IOException {
    Process shell =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                driver(home).toString(),
                "org.h2.tools.Shell",
                "-url",
                url(home) + ";IFEXISTS=TRUE",
                "-sql",
                statement)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (shell.waitFor() != 0) {
        throw new IllegalStateException(statement + ":\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path driver(Path home) throws IOException {
    try (Stream<Path> libraries = Files.list(home.resolve("lib/lib/main"))) {
      return libraries
          .filter(library -> library.getFileName().toString().startsWith("com.h2database.h2-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Path data(Path root) {
    return root.resolve("data/h2");
  }

  private static Path secret(Path root) {
    return root.resolve("secret");
  }

  private static String url(Path home) {
    // Without the last word, the database would end with its last connection.
    return "jdbc:h2:file:" + data(home).resolve(NAME) + ";NON_KEYWORDS=VALUE;DB_CLOSE_DELAY=-1";
  }

  private static String changeLog(Path jar) {
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      return Files.readString(files.getPath(CHANGE_LOG));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
