package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** The store of a server that is alone; {@code TwoNodesIT} has the one of a cluster. */
class SingleUseObjectStoreIT extends SingleUseObjectStoreContract {
  private static final KeycloakUnderTest KEYCLOAK =
      ZipKeycloak.start(ServerOptions.defaults().withProvider(provider()));

  @AfterAll
  static void stopServer() {
    KEYCLOAK.close();
  }

  @Override
  protected List<URI> servers() {
    return List.of(KEYCLOAK.baseUrl(), KEYCLOAK.baseUrl());
  }
}
