package io.github.keycloakduo.testkit;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.database.Postgres;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.AdminClient;
import io.github.keycloakduo.testkit.server.BootstrapAdmin;
import io.github.keycloakduo.testkit.server.LoadBalancer;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;

/** A cluster of two Keycloak servers on one PostgreSQL, and a load balancer before them. */
public final class TwoNodes implements AutoCloseable {
  private final Postgres database = Postgres.start();
  private final BootstrapAdmin admin = BootstrapAdmin.create();
  private final LoadBalancer balancer = LoadBalancer.start();
  private final DuoSimulator duo;
  private final UnaryOperator<ServerOptions> more;
  private ZipKeycloak first;
  private ZipKeycloak second;

  private TwoNodes(
      DuoSimulator duo, UnaryOperator<ServerOptions> more, UnaryOperator<ServerOptions> atFirst) {
    this.duo = duo;
    this.more = more;
    this.first = node(atFirst);
    this.second = node(atFirst);
    balance();
  }

  /** Starts both. */
  public static TwoNodes start(DuoSimulator duo) {
    return start(duo, options -> options);
  }

  /** Starts both with more options than these tests need anyway. */
  public static TwoNodes start(DuoSimulator duo, UnaryOperator<ServerOptions> more) {
    return start(duo, more, options -> options);
  }

  /**
   * The same.
   *
   * @param atFirst options that nodes which are started later do not have
   */
  public static TwoNodes start(
      DuoSimulator duo, UnaryOperator<ServerOptions> more, UnaryOperator<ServerOptions> atFirst) {
    return new TwoNodes(duo, more, atFirst);
  }

  public Postgres database() {
    return database;
  }

  public ZipKeycloak first() {
    return first;
  }

  public ZipKeycloak second() {
    return second;
  }

  /** A realm under the address of the load balancer, with an administrator who goes there, too. */
  public TestRealm balancedRealm(URI redirectUri) {
    URI url = balancer.url();
    return TestRealm.create(url, administrator(url), redirectUri);
  }

  private AdminClient administrator(URI url) {
    return admin.client(url);
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

  /** The same for the second. */
  public void killSecond() {
    second.close();
  }

  /** Starts the first node again, which was killed. */
  public void startFirst(UnaryOperator<ServerOptions> other) {
    first = node(other);
    balance();
  }

  /** Starts the second node again, which was killed. */
  public void startSecond(UnaryOperator<ServerOptions> other) {
    second = node(other);
    balance();
  }

  /** Stops the first node as an operator would, and starts it with these options. */
  public void replaceFirst(UnaryOperator<ServerOptions> other) {
    first.stop();
    startFirst(other);
  }

  /** The same for the second. */
  public void replaceSecond(UnaryOperator<ServerOptions> other) {
    second.stop();
    startSecond(other);
  }

  /** Stops the node that is left and starts both again. */
  public void restart() {
    first.close();
    second.stop();
    first = node(options -> options);
    second = node(options -> options);
    balance();
  }

  /** A node that dies stays among them: its connections are refused, and others taken. */
  private void balance() {
    balancer.sendTo(List.of(first.baseUrl(), second.baseUrl()));
  }

  @Override
  public void close() {
    balancer.close();
    second.close();
    first.close();
    database.close();
  }

  private ZipKeycloak node(UnaryOperator<ServerOptions> other) {
    ServerOptions options =
        ServerOptions.defaults()
            .withBuild("db", "postgres")
            .with("db-url", database.jdbcUrl())
            .with("db-username", database.user())
            .with("db-password", "none")
            .with("cache", "ispn")
            .with("cache-embedded-network-bind-address", "127.0.0.1")
            .with("cache-embedded-network-bind-port", String.valueOf(freePort()))
            .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host());
    return ZipKeycloak.start(other.apply(more.apply(admin.addTo(options))));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException noneLeft) {
      throw new UncheckedIOException(noneLeft);
    }
  }
}
