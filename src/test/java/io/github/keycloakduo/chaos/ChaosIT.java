package io.github.keycloakduo.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.keycloak.runtime.SingleUseObjectStoreContract;
import io.github.keycloakduo.login.CibaLogin;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.TwoNodes;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.database.NeedsPostgres;
import io.github.keycloakduo.testkit.server.HostsFile;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import io.github.keycloakduo.testkit.server.ServerOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The long form: more people, and faults that cost the start of servers. */
@EnabledIfSystemProperty(
    named = "testkit.chaos",
    matches = "true",
    disabledReason = "only `mvn verify -Pchaos` has the time for it")
@NeedsPostgres
class ChaosIT extends ChaosCases {
  private static final String TWO_ADDRESSES = "two.test";
  private static final String DEAD = "127.0.0.2";
  private static final Duration APART = Duration.ofSeconds(30);

  /**
   * With a shorter wait, the node that is ahead takes a push that still rings for one that ended.
   */
  private static final Map<String, String> LONGER_THAN_APART = Map.of("duo.timeout", "60");

  private final DuoSimulator duo = DuoSimulator.builder().hostNames(TWO_ADDRESSES).start();
  private final ClientApp client = ClientApp.start();
  private final HostsFile hosts;
  private final TwoNodes nodes;

  ChaosIT(@TempDir(cleanup = CleanupMode.NEVER) Path directory) {
    hosts = HostsFile.in(directory).with(TWO_ADDRESSES, DEAD, "127.0.0.1");
    hosts.write();
    nodes = TwoNodes.start(duo, this::options);
  }

  private ServerOptions options(ServerOptions options) {
    return CibaLogin.on(options)
        // The same build as that of other tests with this database.
        .withProvider(SingleUseObjectStoreContract.provider())
        .withJava(hosts.javaOption())
        .with(
            "spi-authenticator--duo-mfa--allowed-hosts",
            duo.host() + "," + TWO_ADDRESSES + ":" + duo.port());
  }

  @AfterAll
  void stop() {
    nodes.close();
    client.close();
    duo.close();
  }

  @Override
  protected TwoNodes nodes() {
    return nodes;
  }

  @Override
  protected DuoSimulator duo() {
    return duo;
  }

  @Override
  protected URI redirectUri() {
    return client.redirectUri();
  }

  @Override
  protected void nodesAreNeededAgain() {
    nodes.startFirst(options -> options);
  }

  @Override
  protected int people() {
    return Integer.getInteger("chaos.people", 4);
  }

  @Override
  protected Duration slowness() {
    return Duration.ofSeconds(3);
  }

  @Override
  protected Duration codesInTheAir() {
    return Duration.ofSeconds(10);
  }

  /** What the others are compared with; also the first logins after the start of the servers. */
  @Test
  @Order(1)
  void logsInAllOwnersAndNobodyElseWhenNothingIsBroken() {
    survives("nothing broken", Map.of(), crowd -> {}, Crowd::usePhones, LoginAudit.Exemption.NONE);
  }

  @Test
  @Order(14)
  void logsInAllOwnersAndNobodyElseWhenTheFirstAddressOfDuoIsDead() {
    try (DeadAddress silent = new DeadAddress(DEAD, duo.port())) {
      assertThat(silent).isNotNull();
      survives(
          "first address of Duo silent",
          Map.of("duo.host", TWO_ADDRESSES + ":" + duo.port()),
          crowd -> {},
          Crowd::usePhones,
          LoginAudit.Exemption.NONE);
    }
  }

  @Test
  @Order(51)
  void logsInAllOwnersAndNobodyElseWhenTheOtherNodeDiesToo() {
    survives(
        "other node killed",
        crowd -> {
          crowd.awaitFactors();
          nodes.killSecond();
          crowd.usePhones();
        });
    nodes.startSecond(options -> options);
  }

  @Test
  @Order(60)
  @NeedsPrograms("faketime")
  void logsInAllOwnersAndNobodyElseWhileTheClocksOfTheNodesAreThirtySecondsApart() {
    nodes.replaceSecond(options -> WrongClock.ahead(options, APART));
    try {
      survives(
          "clocks 30 s apart",
          LONGER_THAN_APART,
          crowd -> {},
          crowd -> crowd.awaitFactors().usePhones(),
          LoginAudit.Exemption.NONE);
      survives(
          "clocks 30 s apart, node killed",
          LONGER_THAN_APART,
          crowd -> crowd.holdCodes(codesInTheAir()),
          crowd -> {
            crowd.awaitFactors();
            nodes.killFirst();
            crowd.usePhones();
          },
          LoginAudit.Exemption.NONE);
    } finally {
      nodes.killFirst();
      nodes.startFirst(options -> options);
      nodes.replaceSecond(options -> options);
    }
  }

  /** The nodes are replaced one by one, while people log in, and then the same way back. */
  @Test
  @Order(70)
  void logsInAllOwnersAndNobodyElseDuringARollingUpgradeAndBack() {
    Path older = OlderJar.get();
    roll("back: first node older", () -> nodes.replaceFirst(options -> options.withJar(older)));
    roll("back: both nodes older", () -> nodes.replaceSecond(options -> options.withJar(older)));
    roll("upgrade: first node newer", () -> nodes.replaceFirst(options -> options));
    roll("upgrade: both nodes newer", () -> nodes.replaceSecond(options -> options));
  }

  private void roll(String what, Runnable replacement) {
    survives(
        what,
        crowd -> {
          crowd.awaitFactors();
          crowd.usePhones();
          replacement.run();
        });
  }
}
