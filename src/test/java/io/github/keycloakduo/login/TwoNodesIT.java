package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.database.NeedsPostgres;
import io.github.keycloakduo.testkit.database.Postgres;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A login whose requests go now to one node of a cluster and now to another. */
@NeedsPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final DuoSimulator duo = DuoSimulator.start();
  private final ClientApp client = ClientApp.start();
  private final Postgres database = Postgres.start();
  private final KeycloakUnderTest first = node();
  private final KeycloakUnderTest second = node();

  @BeforeEach
  void enrolAlice() {
    duo.reset();
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
  }

  @AfterAll
  void stop() {
    second.close();
    first.close();
    database.close();
    client.close();
    duo.close();
  }

  @Test
  @Order(1)
  void theOtherNodeSeesTheEndOfThePushAndLetsIn() {
    Page waiting = DuoLogin.press(login().password(), "push");

    moveTo(second, waiting);
    assertThat(DuoLogin.isDone(waiting)).isFalse();
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().approve("alice");

    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  @Order(2)
  void aFormSentToBothNodesAtOnceStartsOnePush() {
    DuoLogin login = login();
    for (int round = 1; round <= 5; round++) {
      Page one = login.password(login.browser());
      Page factor = DuoLogin.settled(one);
      Page other = DuoLogin.settled(login.password());
      moveTo(second, other);

      CompletableFuture<Page> here =
          CompletableFuture.supplyAsync(() -> DuoLogin.press(factor, "push"));
      CompletableFuture<Page> there =
          CompletableFuture.supplyAsync(() -> DuoLogin.press(other, "push"));
      List<Page> shown = List.of(here.join(), there.join());
      assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(round);

      duo.pushes().awaitPending("alice", SOON);
      duo.pushes().deny("alice");
      // One of both may only have been told that something was begun by the other.
      shown.stream().filter(page -> page.has("#duo-waiting")).forEach(DuoLogin::proceed);
    }
  }

  @Test
  @Order(3)
  void theOtherNodeGoesOnAfterTheDeathOfTheOneThatAskedDuo() {
    Page waiting = DuoLogin.press(login().password(), "push");
    duo.pushes().awaitPending("alice", SOON);

    first.close();
    duo.pushes().approve("alice");
    moveTo(second, waiting);
    Page end = waiting.form("#kc-duo-waiting-form").press("#duo-continue").submit();
    end = end.has("#duo-waiting") ? DuoLogin.proceed(end) : end;

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  private DuoLogin login() {
    TestRealm realm = TestRealm.create(first, client.redirectUri());
    return DuoLogin.at(realm, duo, Map.of("duo.push_limit", "0"));
  }

  /** Sends what the page asks for next to this node, as a load balancer may. */
  private void moveTo(KeycloakUnderTest node, Page page) {
    for (String attribute : new String[] {"action", "data-status-url"}) {
      page.document()
          .select("[" + attribute + "]")
          .forEach(
              element -> {
                URI old = URI.create(element.attr(attribute));
                String moved =
                    old.toString().replace(old.getRawAuthority(), node.baseUrl().getRawAuthority());
                element.attr(attribute, moved);
              });
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException noneLeft) {
      throw new UncheckedIOException(noneLeft);
    }
  }

  private KeycloakUnderTest node() {
    return ZipKeycloak.start(
        ServerOptions.defaults()
            .with("cache", "ispn")
            .with("cache-embedded-network-bind-address", "127.0.0.1")
            .with("cache-embedded-network-bind-port", String.valueOf(freePort()))
            .withBuild("db", "postgres")
            .with("db-url", database.jdbcUrl())
            .with("db-username", database.user())
            .with("db-password", "none")
            .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host()));
  }
}
