package io.github.keycloakduo.duo;

import static io.github.keycloakduo.duo.Replies.answer;
import static io.github.keycloakduo.duo.Replies.kind;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.HttpsProxy;
import io.github.keycloakduo.simulator.CertificateKind;
import io.github.keycloakduo.simulator.ConnectProxy;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.RunningSimulator;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host of several addresses: the simulator is at 127.0.0.1, others of 127.0.0.0/8 are dead. */
class AddressesTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final String NAME = "duo.test";

  @RegisterExtension
  static final RunningSimulator SIMULATOR =
      new RunningSimulator(DuoSimulator.builder().hostNames(NAME));

  @RegisterExtension static final Bench BENCH = new Bench();

  @Test
  void triesTheNextOneWhenTheFirstRefuses() {
    DuoAuthApi api = BENCH.api(duo(), way(), addresses("127.0.0.2", "127.0.0.3", "127.0.0.1"));
    assertThat(answer(api.check(AMPLE))).isPositive();
    assertThat(answer(api.ping(AMPLE))).isPositive();
  }

  @Test
  void triesTheNextOneWhileTheFirstIsSilent() {
    muteAt("127.0.0.2");
    DuoAuthApi api = BENCH.api(duo(), way(), addresses("127.0.0.2", "127.0.0.1"));
    assertThat(answer(api.check(SHORT))).isPositive();
    assertThat(answer(api.ping(SHORT))).isPositive();
  }

  @Test
  void triesTheNextOneWhereTheFirstHasNoRoute() {
    // On most machines nothing leads there; on some it is silent, or refused.
    DuoAuthApi api = BENCH.api(duo(), way(), addresses("100::1", "127.0.0.1"));
    assertThat(answer(api.check(AMPLE))).isPositive();
    assertThat(answer(api.ping(AMPLE))).isPositive();
  }

  @Test
  void returnsToTheOneThatAnswered() {
    muteAt("127.0.0.2");
    DuoAuthApi api = BENCH.api(duo(), way(), addresses("127.0.0.2", "127.0.0.1"));
    for (int i = 0; i < 5; i++) {
      answer(api.check(AMPLE));
    }
    assertThat(duo().requests().connectionsOpened()).isEqualTo(1);
  }

  @Test
  void isOutOfReachOnlyWhenAllAddressesAre() {
    DuoAuthApi api = BENCH.api(duo(), way(), addresses("127.0.0.2", "127.0.0.3"));
    assertThat(kind(api.check(AMPLE))).isEqualTo(Kind.REFUSED);
    assertThat(kind(api.ping(AMPLE))).isEqualTo(Kind.REFUSED);
  }

  @Test
  void isNotOutOfReachWhereOneAddressShowsAWrongCertificate() {
    try (DuoSimulator stranger =
        DuoSimulator.builder()
            .bindAddress("127.0.0.2")
            .port(duo().port())
            .certificate(CertificateKind.UNKNOWN_CA)
            .start()) {
      DuoAuthApi api = BENCH.api(duo(), way(), addresses("127.0.0.3", "127.0.0.2", "127.0.0.4"));
      assertThat(kind(api.check(AMPLE))).isEqualTo(Kind.CERTIFICATE);
      assertThat(kind(api.ping(AMPLE))).isEqualTo(Kind.CERTIFICATE);
    }
  }

  @Test
  void checksTheNameInTheCertificateAndNotTheAddress() {
    DuoConnection other = Bench.way("other.test:" + duo().port(), duo());
    DuoAuthApi api = BENCH.api(duo(), other, addresses("127.0.0.1"));
    assertThat(kind(api.check(AMPLE))).isEqualTo(Kind.CERTIFICATE);
    assertThat(kind(api.ping(AMPLE))).isEqualTo(Kind.CERTIFICATE);
  }

  @Test
  void pingsTheAddressesThatTheCacheOfTheJvmDoesNotKnow() {
    AtomicBoolean down = new AtomicBoolean(true);
    NameLookup.Resolver cached =
        name -> {
          if (down.get() || name.equals(NAME)) {
            throw new UnknownHostException(name);
          }
          return addresses("127.0.0.1").addresses(name);
        };
    DuoAuthApi api = BENCH.api(duo(), way(), cached);
    assertThat(kind(api.ping(AMPLE))).isEqualTo(Kind.DNS);
    down.set(false);
    assertThat(kind(api.check(AMPLE))).isEqualTo(Kind.DNS);
    assertThat(answer(api.ping(AMPLE))).isPositive();
  }

  @Test
  void pingsTheAddressesThatOnlyAHostsFileKnows() {
    NameLookup.Resolver exact =
        name -> {
          if (!name.equals(NAME)) {
            throw new UnknownHostException(name);
          }
          return addresses("127.0.0.1").addresses(name);
        };
    assertThat(answer(BENCH.api(duo(), way(), exact).ping(AMPLE))).isPositive();
  }

  @Test
  void endsInTimeWhileTheNameServerIsSilent() {
    CountDownLatch over = new CountDownLatch(1);
    NameLookup.Resolver silent =
        name -> {
          try {
            over.await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
          throw new UnknownHostException(name);
        };
    DuoAuthApi api = BENCH.api(duo(), way(), silent);
    assertThat(kind(api.check(Duration.ofMillis(300)))).isEqualTo(Kind.DNS);
    assertThat(kind(api.ping(Duration.ofMillis(300)))).isEqualTo(Kind.DNS);
    over.countDown();
  }

  @Test
  void pingsOverAConnectionThatNobodyUsedBefore() {
    DuoAuthApi api = BENCH.api(duo(), way(), addresses("127.0.0.1"));
    answer(api.check(AMPLE));
    answer(api.ping(AMPLE));
    answer(api.ping(AMPLE));
    assertThat(duo().requests().all()).extracting("connection").doesNotHaveDuplicates().hasSize(3);
    answer(api.check(AMPLE));
    assertThat(duo().requests().last(Endpoint.CHECK).connection())
        .isEqualTo(duo().requests().all(Endpoint.CHECK).get(0).connection());
  }

  @Test
  void triesTheNextAddressOfAProxy() {
    try (ConnectProxy proxy = ConnectProxy.start()) {
      proxy.map(way().host().authority(), duo().host());
      HttpsProxy named = new HttpsProxy("proxy.test", proxy.port(), Optional.empty());
      DuoConnection proxied = Bench.through(named, way());
      DuoAuthApi api = BENCH.api(duo(), proxied, addresses("127.0.0.2", "127.0.0.1"));
      assertThat(answer(api.check(AMPLE))).isPositive();
      assertThat(answer(api.ping(AMPLE))).isPositive();
      DuoAuthApi dead = BENCH.api(duo(), proxied, addresses("127.0.0.2"));
      assertThat(kind(dead.check(AMPLE))).isEqualTo(Kind.PROXY_UNREACHABLE);
      assertThat(kind(dead.ping(AMPLE))).isEqualTo(Kind.PROXY_UNREACHABLE);
    }
  }

  private static void muteAt(String address) {
    NetServer server =
        BENCH
            .vertx()
            .createNetServer()
            .connectHandler(NetSocket::pause)
            .listen(duo().port(), address)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    BENCH.open(server::close);
  }

  private static NameLookup.Resolver addresses(String... texts) {
    return name -> Stream.of(texts).map(AddressesTest::literal).toArray(InetAddress[]::new);
  }

  private static InetAddress literal(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static DuoConnection way() {
    return Bench.way(NAME + ":" + duo().port(), duo());
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }
}
