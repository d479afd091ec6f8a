package io.github.keycloakduo.testkit;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.realm.RealmPool;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakLauncher;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** All that runs beside the tests of one JVM. */
record TestWorld(
    KeycloakUnderTest keycloak,
    DuoSimulator duo,
    ClientApp client,
    RealmPool realms,
    VaultDirectory vault,
    SparePorts spare,
    BreakerReset breakers)
    implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Duration A_MOMENT = Duration.ofMillis(200);
  private static final Pattern NONE = Pattern.compile("(?m)^keycloak_duo_mfa_pending_pushes 0");

  static TestWorld start() {
    DuoSimulator duo = DuoSimulator.start();
    VaultDirectory vault = VaultDirectory.create();
    SparePorts spare = SparePorts.choose();
    ServerOptions options =
        ServerOptions.defaults()
            .verified()
            .with("vault-dir", vault.path().toString())
            .with("spi-authenticator--duo-mfa--allowed-hosts", spare.allowedHosts(duo.host()))
            .with(
                "spi-ciba-auth-channel--ciba-http-auth-channel--http-authentication-channel-uri",
                spare.authenticationEntityUri().toString())
            .with("spi-realm-restapi-extension--duo-mfa--console", "true");
    KeycloakUnderTest keycloak = KeycloakLauncher.find().launch(options);
    ClientApp client = ClientApp.start();
    RealmPool realms = new RealmPool(keycloak, client.redirectUri());
    return new TestWorld(
        keycloak, duo, client, realms, vault, spare, new BreakerReset(duo, realms::take));
  }

  /**
   * Forgets all about the test before. Its pushes time out, if they were not answered just now; the
   * server learns of it a moment later and keeps the next push to the same name away until then. To
   * ask it for its metrics takes longer than many tests, and is left out where the simulator knows
   * that all is over.
   */
  void reset() {
    boolean disturbed = duo.wasDisturbed();
    boolean pushes =
        duo.requests().count(Endpoint.AUTH) > 0
            && (disturbed || !duo.pushes().areCollectedSince(A_MOMENT));
    duo.reset();
    if (disturbed) {
      breakers.run();
      duo.reset();
    }
    long end = System.nanoTime() + SOON.toNanos();
    while (pushes && System.nanoTime() < end && !NONE.matcher(keycloak.metrics()).find()) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  TestRealm realm() {
    return realms.take();
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
