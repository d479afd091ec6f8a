package io.github.keycloakduo.demo;

import io.github.keycloakduo.simulator.DemoUsers;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.server.AdminClient;
import io.github.keycloakduo.testkit.server.KeycloakLauncher;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Everything the demo runs. */
final class Demo implements AutoCloseable {
  static final String ADMIN = "admin";
  static final String ADMIN_PASSWORD = "admin";

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Ports ports;
  private final DuoSimulator duo;
  private final DemoDirectory directory;
  private final KeycloakUnderTest keycloak;

  private Demo(DemoFiles files, Ports ports) {
    this.ports = ports;
    try {
      duo = DuoSimulator.builder().port(ports.choose("the simulated Duo", 8444)).start();
      running.push(duo);
      DemoUsers.addTo(duo);
      directory = DemoDirectory.start(files.people());
      running.push(directory);
      keycloak = KeycloakLauncher.find().launch(options(files));
      running.push(keycloak);
      // The page of administration signs in with a client that an administrator creates.
      keycloak.admin().post("/master/duo-mfa/console", AdminClient.nothing());
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
  }

  static Demo start(DemoFiles files, Ports ports) {
    return new Demo(files, ports);
  }

  private ServerOptions options(DemoFiles files) {
    int port = ports.choose("Keycloak", 8080);
    return ServerOptions.defaults()
        .with("http-port", "" + port)
        .with("hostname", url(port))
        .with("spi-realm-restapi-extension--duo-mfa--console", "true")
        .with("http-management-port", "" + ports.choose("Keycloak's management interface", 9000))
        .with("log-level", "INFO,io.github.keycloakduo:DEBUG,io.smallrye.health:ERROR")
        .with("truststore-paths", authority(files.work()).toString())
        .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host())
        .withBuild("spi-ciba-auth-channel--duo-push--enabled", "true")
        .withBuild("spi-ciba-auth-channel--provider", "duo-push")
        .withEnvironment("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN)
        .withEnvironment("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD)
        .withEnvironment("DEMO_DUO_IKEY", duo.ikey())
        .withEnvironment("DEMO_DUO_SKEY", duo.skey())
        .withEnvironment("DEMO_DUO_HOST", duo.host())
        .withEnvironment("DEMO_LDAP_ENABLED", "true")
        .withEnvironment("DEMO_LDAP_URL", directory.url())
        .withEnvironment("DEMO_LDAP_BIND_DN", DemoDirectory.BIND_DN)
        .withEnvironment("DEMO_LDAP_BIND_PASSWORD", DemoDirectory.BIND_PASSWORD)
        .withRealm(files.realm());
  }

  /** Keycloak trusts the simulator as it would trust a company's own authority. */
  private Path authority(Path work) {
    try {
      Path file = Files.createDirectories(work).resolve("simulated-duo-ca.pem");
      return Files.writeString(file, duo.caPem()).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DuoSimulator duo() {
    return duo;
  }

  /** Where people reach Keycloak. Browsers treat this name as safe without TLS. */
  String url() {
    return url(keycloak.baseUrl().getPort());
  }

  private static String url(int port) {
    return "http://localhost:" + port;
  }

  DemoDirectory directory() {
    return directory;
  }

  Ports ports() {
    return ports;
  }

  /** Stops what was started last first. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        // The others must be stopped too.
        System.err.println("Not stopped cleanly: " + e.getMessage());
      }
    }
  }
}
