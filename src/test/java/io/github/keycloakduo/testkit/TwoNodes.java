package io.github.keycloakduo.testkit;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.database.Postgres;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.function.UnaryOperator;

/** A cluster of two Keycloak servers on one PostgreSQL. */
public final class TwoNodes implements AutoCloseable {
  private final Postgres database = Postgres.start();
  private final DuoSimulator duo;
  private final UnaryOperator<ServerOptions> more;
  private KeycloakUnderTest first;
  private KeycloakUnderTest second;

  private TwoNodes(DuoSimulator duo, UnaryOperator<ServerOptions> more) {
    this.duo = duo;
    this.more = more;
    this.first = node();
    this.second = node();
  }

  /** Starts both. */
  public static TwoNodes start(DuoSimulator duo) {
    return start(duo, options -> options);
  }

  /** Starts both with more options than these tests need anyway. */
  public static TwoNodes start(DuoSimulator duo, UnaryOperator<ServerOptions> more) {
    return new TwoNodes(duo, more);
  }

  public Postgres database() {
    return database;
  }

  public KeycloakUnderTest first() {
    return first;
  }

  public KeycloakUnderTest second() {
    return second;
  }

  /** The realm's client, as the second node serves it. */
  public App atSecond(TestRealm realm) {
    URI url = URI.create(second.baseUrl() + "/realms/" + realm.name());
    return new App(url, realm.app().clientId(), realm.app().redirectUri());
  }

  /** Ends the first node as the loss of its machine would. */
  public void killFirst() {
    first.close();
  }

  /** Stops the node that is left and starts both again. */
  public void restart() {
    first.close();
    second.stop();
    first = node();
    second = node();
  }

  @Override
  public void close() {
    second.close();
    first.close();
    database.close();
  }

  private KeycloakUnderTest node() {
    return ZipKeycloak.start(
        more.apply(
            ServerOptions.defaults()
                .withBuild("db", "postgres")
                .with("db-url", database.jdbcUrl())
                .with("db-username", database.user())
                .with("db-password", "none")
                .with("cache", "ispn")
                .with("cache-embedded-network-bind-address", "127.0.0.1")
                .with("cache-embedded-network-bind-port", String.valueOf(freePort()))
                .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host())));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException noneLeft) {
      throw new UncheckedIOException(noneLeft);
    }
  }
}
