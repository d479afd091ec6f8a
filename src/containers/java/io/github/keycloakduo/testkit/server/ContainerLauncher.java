package io.github.keycloakduo.testkit.server;

/** The one the Maven profile {@code containers} names. */
public final class ContainerLauncher implements KeycloakLauncher {

  @Override
  public KeycloakUnderTest launch(ServerOptions options) {
    return ContainerKeycloak.start(options);
  }
}
