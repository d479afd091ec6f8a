package io.github.keycloakduo.duo;

import static io.github.keycloakduo.duo.Replies.answer;
import static io.github.keycloakduo.duo.Replies.kind;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.settings.CaCertificates;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.DuoIntegration;
import io.github.keycloakduo.simulator.ConnectProxy;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.simulator.RunningSimulator;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DuoClientsTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final int CROWD = 500;
  private static final int GROUP = 10;

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();
  @RegisterExtension static final Bench BENCH = new Bench();

  private final AtomicLong now = new AtomicLong();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();
  private final Set<Context> contexts = ConcurrentHashMap.newKeySet();
  private final DuoClients clients = BENCH.open(newClients());

  @Test
  void sharesThePoolOfEqualWaysWhateverTheKeys() {
    DuoIntegration other = new DuoIntegration("DIOTHER", new Secret("other"));
    for (int i = 0; i < 20; i++) {
      answer(clients.client(Bench.way(duo()), Bench.integration(duo())).check(AMPLE));
      assertThat(kind(clients.client(Bench.way(duo()), other).check(AMPLE))).isEqualTo(Kind.KEYS);
    }
    // A call may come a moment before the connection of the last one is free again.
    assertThat(duo().requests().connectionsOpened()).isLessThanOrEqualTo(Bench.EVENT_LOOPS);
  }

  @Test
  void keepsWaysApartThatDifferInHostProxyOrTrust() {
    DuoConnection way = Bench.way(duo());
    ConnectProxy proxy = BENCH.open(ConnectProxy.start());
    List<DuoConnection> ways =
        List.of(
            way,
            Bench.way("127.0.0.1:" + duo().port(), duo()),
            Bench.through(proxy, way),
            Bench.through(proxy, "user", "one", way),
            Bench.through(proxy, "user", "two", way),
            new DuoConnection(
                way.host(),
                Optional.empty(),
                Optional.of(new CaCertificates(List.of(duo().caPem(), duo().caPem())))));
    ways.forEach(each -> answer(client(each).ping(AMPLE)));
    assertThat(duo().requests().connectionsOpened()).isEqualTo(ways.size());
    assertThat(proxy.tunnels()).isEqualTo(3);
  }

  @Test
  void trustsNoPoolThatAnotherConfigurationMayUse() {
    answer(client(Bench.way(duo())).ping(AMPLE));
    DuoConnection builtIn =
        new DuoConnection(Bench.way(duo()).host(), Optional.empty(), Optional.empty());
    assertThat(kind(client(builtIn).ping(AMPLE))).isEqualTo(Kind.CERTIFICATE);
  }

  @Test
  void keepsAPoolInUseAndClosesOneThatIsNot() {
    DuoAuthApi api = client(Bench.way(duo()));
    answer(api.check(AMPLE));
    for (int i = 0; i < 4; i++) {
      minutesPass(14);
      answer(api.check(AMPLE));
    }
    assertThat(duo().requests().connectionsOpened()).isEqualTo(1);

    duo().faults().on(Endpoint.AUTH_STATUS).always(Fault.hang());
    CompletableFuture<Result<FactorAnswer>> forgotten = api.authStatus("txid", AMPLE);
    duo().requests().awaitInFlight(1, AMPLE);
    minutesPass(16);
    answer(api.check(AMPLE));
    duo().requests().awaitInFlight(0, AMPLE);
    assertThat(kind(forgotten)).isEqualTo(Kind.INTERNAL);
    assertThat(duo().requests().connectionsOpened()).isEqualTo(2);
  }

  @Test
  void spreadsCallsOverTheEventLoopsAndLeavesTheCallersContext() {
    Context caller = BENCH.vertx().getOrCreateContext();
    CompletableFuture<Void> done = new CompletableFuture<>();
    caller.runOnContext(
        go ->
            CompletableFuture.allOf(
                    IntStream.range(0, 2 * Bench.EVENT_LOOPS)
                        .mapToObj(i -> client(Bench.way(duo())).ping(AMPLE))
                        .toArray(CompletableFuture[]::new))
                .thenRun(() -> done.complete(null)));
    done.join();
    assertThat(threads).hasSizeGreaterThan(1).allMatch(name -> name.contains("eventloop"));
    assertThat(contexts).hasSizeGreaterThan(1).doesNotContain(caller);
  }

  @Test
  void waitsForHundredsOfAnswersWithAHandfulOfThreadsAndEndsThemAllOnClose() {
    answer(client(Bench.way(duo())).ping(AMPLE));
    int before = Thread.activeCount();
    duo().faults().on(Endpoint.AUTH_STATUS).always(Fault.hang());
    List<CompletableFuture<Result<FactorAnswer>>> polls = new ArrayList<>();
    while (polls.size() < CROWD) {
      for (int i = 0; i < GROUP; i++) {
        polls.add(client(Bench.way(duo())).authStatus("txid", Duration.ofMinutes(10)));
      }
      // Hundreds of handshakes at once would not all end in time on a small machine.
      duo().requests().awaitInFlight(polls.size(), AMPLE);
    }
    assertThat(Thread.activeCount()).isLessThan(before + 20);
    assertThat(polls).noneMatch(CompletableFuture::isDone);

    clients.close();
    duo().requests().awaitInFlight(0, AMPLE);
    assertThat(polls).allMatch(poll -> kind(poll) == Kind.INTERNAL);
    assertThat(duo().requests().count(Endpoint.AUTH_STATUS)).isEqualTo(CROWD);
  }

  @Test
  void opensNothingAfterItWasClosed() {
    DuoAuthApi api = client(Bench.way(duo()));
    clients.close();
    assertThat(kind(api.ping(AMPLE))).isEqualTo(Kind.INTERNAL);
    assertThat(kind(client(Bench.way(duo())).ping(AMPLE))).isEqualTo(Kind.INTERNAL);
    assertThat(duo().requests().connectionsOpened()).isZero();
  }

  private void minutesPass(int minutes) {
    now.addAndGet(Duration.ofMinutes(minutes).toNanos());
  }

  private DuoAuthApi client(DuoConnection way) {
    return clients.client(way, Bench.integration(duo()));
  }

  private DuoClients newClients() {
    return new DuoClients(
        BENCH.vertx(),
        Clock.systemUTC(),
        (endpoint, result, took) -> {
          threads.add(Thread.currentThread().getName());
          Optional.ofNullable(Vertx.currentContext()).ifPresent(contexts::add);
        },
        SilentObserver.INSTANCE,
        Bench.KEYCLOAK,
        new NameLookup(),
        now::get);
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }
}
