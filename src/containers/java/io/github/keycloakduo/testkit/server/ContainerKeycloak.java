package io.github.keycloakduo.testkit.server;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * Keycloak from its official image. It shares the network of the machine, so that it reaches the
 * simulated Duo under the same name as everybody else.
 *
 * <p>The build compiles this class, but no build of ours has run it yet: it needs a Docker engine
 * on Linux.
 */
final class ContainerKeycloak implements KeycloakUnderTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final KeycloakContainer container;
  private final ServerPorts ports;
  private final AdminClient admin;

  private ContainerKeycloak(KeycloakContainer container, ServerPorts ports, AdminClient admin) {
    this.container = container;
    this.ports = ports;
    this.admin = admin;
  }

  static ContainerKeycloak start(ServerOptions options) {
    TestEnvironment environment = TestEnvironment.current();
    ServerPorts ports = ServerPorts.of(options);
    BootstrapAdmin bootstrap = BootstrapAdmin.create();
    KeycloakContainer container =
        new KeycloakContainer("keycloak/keycloak:" + environment.version())
            .withProductionMode()
            .withBootstrapAdminDisabled()
            .withProviderLibsFrom(
                Stream.concat(Stream.of(environment.jar()), options.providers().stream())
                    .map(Path::toFile)
                    .toList())
            .waitingFor(Wait.forLogMessage(".*Bootstrap completed.*", 1))
            .withStartupTimeout(LIMIT);
    container.withNetworkMode("host").setExposedPorts(List.of());
    bootstrap.environment().forEach(container::withEnv);
    container.withEnv("JAVA_OPTS_APPEND", String.join(" ", options.java()));
    options.environment().forEach(container::withEnv);
    Optional.ofNullable(options.start().get("vault-dir"))
        .ifPresent(vault -> container.withFileSystemBind(vault, vault));
    options.buildArguments().forEach(container::withCustomCommand);
    ports.addTo(options).startArguments().forEach(container::withCustomCommand);
    container.start();
    return new ContainerKeycloak(container, ports, bootstrap.client(ports.baseUrl()));
  }

  @Override
  public URI baseUrl() {
    return ports.baseUrl();
  }

  @Override
  public URI managementUrl() {
    return ports.managementUrl();
  }

  @Override
  public AdminClient admin() {
    return admin;
  }

  @Override
  public String logText() {
    return container.getLogs();
  }

  @Override
  public void stop() {
    container.stop();
  }

  @Override
  public void close() {
    container.stop();
  }
}
