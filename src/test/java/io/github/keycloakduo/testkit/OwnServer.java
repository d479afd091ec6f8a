package io.github.keycloakduo.testkit;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.realm.RealmPool;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.util.function.UnaryOperator;

/**
 * A server that the tests of one class have for themselves, since it needs other options than the
 * one of {@link KeycloakExtension}, with a simulated Duo and a client beside it.
 */
public final class OwnServer implements AutoCloseable {
  private final DuoSimulator duo;
  private final ClientApp client;
  private final KeycloakUnderTest keycloak;
  private final RealmPool realms;

  private OwnServer(DuoSimulator duo, UnaryOperator<ServerOptions> options) {
    this.duo = duo;
    client = ClientApp.start();
    keycloak =
        ZipKeycloak.start(
            options.apply(
                ServerOptions.defaults()
                    .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host())));
    realms = new RealmPool(keycloak, client.redirectUri());
  }

  /**
   * Starts the server.
   *
   * @param options what is different from a server that allows the simulated Duo and no other host
   */
  public static OwnServer start(UnaryOperator<ServerOptions> options) {
    return start(DuoSimulator.start(), options);
  }

  /** The same with this simulated Duo, which ends with the server. */
  public static OwnServer start(DuoSimulator duo, UnaryOperator<ServerOptions> options) {
    return new OwnServer(duo, options);
  }

  public DuoSimulator duo() {
    return duo;
  }

  public KeycloakUnderTest keycloak() {
    return keycloak;
  }

  /** A realm without users; a later test gets it again if this one closes it. */
  public TestRealm realm() {
    return realms.take();
  }

  /** A realm that no test has used before; see {@link NewRealm}. */
  public TestRealm newRealm() {
    return TestRealm.create(keycloak, client.redirectUri());
  }

  @Override
  public void close() {
    keycloak.close();
    client.close();
    duo.close();
  }
}
