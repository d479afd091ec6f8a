package io.github.keycloakduo.testkit.server;

/** The default: the unpacked distribution. */
public final class ZipLauncher implements KeycloakLauncher {

  @Override
  public KeycloakUnderTest launch(ServerOptions options) {
    return ZipKeycloak.start(options);
  }
}
