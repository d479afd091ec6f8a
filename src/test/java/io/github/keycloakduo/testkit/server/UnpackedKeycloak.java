package io.github.keycloakduo.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Keycloak as it is unpacked, without the extension, for commands of the documentation. What
 * belongs to the machine and not to the commands, such as ports, is in their environment.
 */
public final class UnpackedKeycloak implements AutoCloseable {
  private static final String ADMIN = "admin";
  private static final String PASSWORD = "the-password";

  private final Path work;
  private final Path home;
  private final ServerPorts ports = ServerPorts.of(ServerOptions.defaults());
  private final Map<String, String> options;
  private @Nullable ServerProcess process;

  private UnpackedKeycloak(Path work, Map<String, String> options) {
    this.work = work;
    this.home = work.resolve("keycloak");
    this.options = options;
  }

  /**
   * Unpacks it, and puts the jar where the build would.
   *
   * @param work where the commands are run
   * @param options of the server, named as Keycloak names them in the environment
   */
  public static UnpackedKeycloak unpack(Path work, Map<String, String> options) {
    UnpackedKeycloak keycloak = new UnpackedKeycloak(work, options);
    TestEnvironment environment = TestEnvironment.current();
    try {
      Trees.copy(environment.dist(), keycloak.home);
      Files.createDirectories(work.resolve("target"));
      Files.createSymbolicLink(work.resolve("target/keycloak-duo-mfa.jar"), environment.jar());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keycloak;
  }

  public URI baseUrl() {
    return ports.baseUrl();
  }

  /** Runs commands that end by themselves. */
  public ShellBlocks.Run run(ShellBlocks commands, Map<String, String> variables)
      throws IOException, InterruptedException {
    return commands.run(work, environment(variables));
  }

  /** Starts the server by the last of these commands, and waits until it is ready. */
  public void start(ShellBlocks commands, Map<String, String> variables) throws IOException {
    Path script = work.resolve("start.sh");
    Files.writeString(script, String.join("\n", commands.texts()));
    ServerProcess started =
        ServerProcess.start(
            List.of("sh", script.toString()),
            home,
            environment(variables),
            work.resolve("server.log"));
    process = started;
    started.awaitReady(
        () -> Http.answers(URI.create(ports.managementUrl() + "/health/ready"), 200));
  }

  /** Stops the server, whose data stay. */
  public void stop() {
    if (process != null) {
      process.kill();
    }
  }

  private Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(options);
    all.put("KEYCLOAK_HOME", home.toString());
    all.put("KEYCLOAK", ports.baseUrl().toString());
    all.put("MANAGEMENT", ports.managementUrl().toString());
    all.put("ADMIN", ADMIN);
    // In place of the terminal that kcadm.sh would ask.
    all.put("KC_CLI_PASSWORD", PASSWORD);
    all.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    all.put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
    all.put("KC_DB", "dev-file");
    all.put("KC_CACHE", "local");
    all.put("KC_HTTP_ENABLED", "true");
    all.put("KC_HTTP_HOST", "127.0.0.1");
    all.put("KC_HOSTNAME_STRICT", "false");
    all.put("KC_HTTP_PORT", Integer.toString(ports.http()));
    all.put("KC_HTTP_MANAGEMENT_PORT", Integer.toString(ports.management()));
    all.put("JAVA_OPTS_APPEND", String.join(" ", ServerOptions.JVM));
    all.putAll(variables);
    return all;
  }

  @Override
  public void close() {
    stop();
    Trees.delete(home);
  }
}
