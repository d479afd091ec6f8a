package io.github.keycloakduo.testkit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of its own, on a free port of the loopback, with one empty database. It has
 * no password, since nobody else can reach it for long, and gives up durability for speed.
 */
public final class Postgres implements AutoCloseable {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final String USER = "keycloak";
  private static final Pattern STATEMENT =
      Pattern.compile("(?i)execute [^:]+: +(select|insert|update|delete)");

  private final Path programs;
  private final Path home;
  private final int port;
  private final Thread hook = new Thread(this::stop, "stop-postgres");

  private Postgres(Path programs, Path home, int port) {
    this.programs = programs;
    this.home = home;
    this.port = port;
  }

  /** Where the server's programs are, if it is installed. */
  static Optional<Path> programs() {
    if (!Files.isDirectory(DEBIAN)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server and waits until it accepts connections. */
  public static Postgres start() {
    try {
      Path home = Files.createTempDirectory("duo-postgres");
      Postgres postgres = new Postgres(programs().orElseThrow(), home, freePort());
      postgres.launch();
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void launch() {
    if (isRoot()) {
      run(List.of("chown", "postgres", home.toString()));
    }
    String data = home.resolve("data").toString();
    run(as("initdb", "-D", data, "-U", USER, "--auth=trust", "-E", "UTF8", "--no-sync"));
    Runtime.getRuntime().addShutdownHook(hook);
    control("start");
    run(as("createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", USER, "keycloak"));
  }

  /**
   * Ends all connections in order and comes back with the same data, as an operator restarts it.
   */
  public void restart() {
    control("restart");
  }

  private void control(String action) {
    String options =
        String.join(
            " ",
            "-h 127.0.0.1",
            "-p " + port,
            "-k " + home,
            "-c fsync=off -c synchronous_commit=off -c full_page_writes=off",
            "-c max_connections=400");
    run(
        as(
            "pg_ctl",
            "-D",
            home.resolve("data").toString(),
            "-w",
            "-m",
            "fast",
            "-l",
            home.resolve("log").toString(),
            "-o",
            options,
            action));
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/keycloak";
  }

  public String user() {
    return USER;
  }

  /**
   * Statements that were executed while the work was done, by anybody; transactions not counted.
   */
  public long statementsOf(Runnable work) {
    String before = logged();
    set("log_statement", "all");
    work.run();
    set("log_statement", "none");
    return logged()
        .substring(before.length())
        .lines()
        .filter(line -> STATEMENT.matcher(line).find())
        .count();
  }

  private void set(String option, String value) {
    String sql = "alter system set " + option + " = '" + value + "'";
    List.of(sql, "select pg_reload_conf()").forEach(this::query);
  }

  /** What a statement answers: a line for each row, without names of columns. */
  public List<String> query(String sql) {
    String answer =
        run(
            as(
                "psql",
                "-A",
                "-t",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                USER,
                "-c",
                sql,
                "keycloak"));
    return answer.lines().toList();
  }

  /** Runs a file of statements as the owner of the database; the first that fails ends it. */
  public void runScript(Path file) {
    try {
      // The server's own user may not read the file.
      Path copy = Files.writeString(home.resolve("script.sql"), Files.readString(file));
      copy.toFile().setReadable(true, false);
      run(
          as(
              "psql",
              "-v",
              "ON_ERROR_STOP=1",
              "-h",
              "127.0.0.1",
              "-p",
              Integer.toString(port),
              "-U",
              USER,
              "-f",
              copy.toString(),
              "keycloak"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String logged() {
    try {
      return Files.readString(home.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private void stop() {
    run(as("pg_ctl", "-D", home.resolve("data").toString(), "-m", "immediate", "-w", "stop"));
    run(
        isRoot()
            ? asPostgres("rm", "-rf", home.toString())
            : List.of("rm", "-rf", home.toString()));
  }

  /** PostgreSQL refuses to run as root. */
  private List<String> as(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(programs.resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    return isRoot() ? asPostgres(command.toArray(String[]::new)) : command;
  }

  private static List<String> asPostgres(String... command) {
    List<String> all = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
    all.addAll(Arrays.asList(command));
    return all;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private String run(List<String> command) {
    try {
      // Not a pipe: the server would inherit and keep it, and reading it would never end.
      Path output = Files.createTempFile("duo-postgres", ".log");
      Process process =
          new ProcessBuilder(command)
              .directory(home.toFile().exists() ? home.toFile() : null)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      String said = Files.readString(output);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(command + " failed: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
