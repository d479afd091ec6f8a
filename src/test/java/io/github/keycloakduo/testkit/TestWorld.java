package io.github.keycloakduo.testkit;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakLauncher;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;

/** All that runs beside the tests of one JVM. */
record TestWorld(KeycloakUnderTest keycloak, DuoSimulator duo, ClientApp client)
    implements AutoCloseable {

  static TestWorld start() {
    DuoSimulator duo = DuoSimulator.start();
    ServerOptions options =
        ServerOptions.defaults().with("spi-authenticator--duo-mfa--allowed-hosts", duo.host());
    KeycloakUnderTest keycloak = KeycloakLauncher.find().launch(options);
    return new TestWorld(keycloak, duo, ClientApp.start());
  }

  TestRealm newRealm() {
    return TestRealm.create(keycloak, client.redirectUri());
  }

  @Override
  public void close() {
    keycloak.close();
    duo.close();
    client.close();
  }
}
