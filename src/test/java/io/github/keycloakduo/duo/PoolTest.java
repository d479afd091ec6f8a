package io.github.keycloakduo.duo;

import static io.github.keycloakduo.duo.Replies.answer;
import static io.github.keycloakduo.duo.Replies.await;
import static io.github.keycloakduo.duo.Replies.kind;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.WaitingPlace;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.simulator.RunningSimulator;
import io.vertx.core.Promise;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One pool, filled to the brim. */
class PoolTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();
  @RegisterExtension static final Bench BENCH = new Bench();

  @Test
  void takesAFullPoolForOurOwnTroubleAndNotForAnOutage() {
    DuoAuthApi api = poolOf(1, Bench.way(duo()));
    duo().faults().on(Endpoint.PREAUTH).once(Fault.hang());
    CompletableFuture<Result<Preauth>> waiting = api.preauth("alice", Optional.empty(), AMPLE);
    duo().requests().awaitInFlight(1, AMPLE);

    // The ping that must confirm an outage proves nothing here.
    assertThat(kind(api.ping(AMPLE))).isEqualTo(Kind.INTERNAL);
    assertThat(kind(api.preauth("bob", Optional.empty(), AMPLE))).isEqualTo(Kind.INTERNAL);
    assertThat(duo().requests().count()).isEqualTo(1);
    assertThat(waiting).isNotDone();
  }

  @Test
  void hasAPlaceForTheNextWhoWaitsOnlyWhenOneIsGivenBack() {
    DuoAuthApi api = poolOf(3, 2, Bench.way(duo()));
    WaitingPlace place = api.waitingPlace().orElseThrow();
    assertThat(api.waitingPlace()).isEmpty();
    place.close();
    assertThat(api.waitingPlace()).isPresent();
  }

  @Test
  void answersOtherCallsWhileAllPlacesAreTaken() {
    duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH).passcode("123456");
    DuoAuthApi api = poolOf(3, 1, Bench.way(duo()));
    duo().faults().on(Endpoint.AUTH_STATUS).always(Fault.hang());
    for (int i = 1; i <= 2; i++) {
      assertThat(api.waitingPlace()).isPresent();
      api.authStatus("txid", AMPLE);
      duo().requests().awaitInFlight(i, AMPLE);
    }
    assertThat(api.waitingPlace()).isEmpty();

    assertThat(answer(api.preauth("alice", Optional.empty(), AMPLE)))
        .isInstanceOf(Preauth.Challenge.class);
    assertThat(
            answer(
                api.auth(
                    new FactorRequest.Passcode("alice", Optional.empty(), new Secret("123456")),
                    AMPLE)))
        .isInstanceOf(FactorAnswer.Allowed.class);
    assertThat(answer(api.ping(AMPLE))).isPositive();
  }

  @Test
  void hasRoomAgainAfterACallThatRanOutOfTime() {
    DuoAuthApi api = poolOf(1, Bench.way(duo()));
    answer(api.check(AMPLE));
    duo().faults().on(Endpoint.CHECK).once(Fault.hang());
    assertThat(kind(api.check(SHORT))).isEqualTo(Kind.READ_TIMEOUT);
    duo().requests().awaitInFlight(0, AMPLE);
    assertThat(untilThereIsRoom(api)).isInstanceOf(Result.Answered.class);
  }

  @Test
  void neverSendsACallThatWasGivenUpWhileConnecting() {
    Promise<Void> gate = Promise.promise();
    DuoConnection way = Bench.way("localhost:" + relay(gate), duo());
    DuoAuthApi api = poolOf(1, way);
    assertThat(kind(api.check(SHORT))).isEqualTo(Kind.CONNECT_TIMEOUT);
    assertThat(duo().requests().count()).isZero();

    gate.complete();
    assertThat(untilThereIsRoom(api)).isInstanceOf(Result.Answered.class);
    assertThat(duo().requests().count()).isEqualTo(1);
    assertThat(duo().requests().connectionsOpened()).isEqualTo(1);
  }

  @Test
  void endsCallsUnderWayWhenItIsClosed() {
    VertxHttpEngine engine = BENCH.open(BENCH.engine(Bench.way(duo())));
    DuoAuthApi api = BENCH.api(duo(), Bench.way(duo()), engine);
    duo().faults().on(Endpoint.PREAUTH).always(Fault.hang());
    CompletableFuture<Result<Preauth>> waiting =
        api.preauth("alice", Optional.empty(), Duration.ofMinutes(10));
    duo().requests().awaitInFlight(1, AMPLE);

    engine.close();
    duo().requests().awaitInFlight(0, AMPLE);
    assertThat(kind(waiting)).isEqualTo(Kind.INTERNAL);
    // Neither now nor later does a closed pool look like an outage.
    assertThat(kind(api.ping(Duration.ofMinutes(10)))).isEqualTo(Kind.INTERNAL);
    assertThat(duo().requests().count()).isEqualTo(1);
  }

  private static Result<Long> untilThereIsRoom(DuoAuthApi api) {
    Result<Long> reply = await(api.check(AMPLE));
    long end = System.nanoTime() + AMPLE.toNanos();
    while (reply instanceof Result.Failed<Long> failed
        && failed.fault().kind() == Kind.INTERNAL
        && System.nanoTime() < end) {
      reply = await(api.check(AMPLE));
    }
    return reply;
  }

  /** A server that lets nothing through to the simulator until the gate opens. */
  private static int relay(Promise<Void> gate) {
    NetClient client = BENCH.vertx().createNetClient();
    NetServer server =
        BENCH
            .vertx()
            .createNetServer()
            .connectHandler(
                near -> {
                  near.pause();
                  gate.future()
                      .compose(open -> client.connect(duo().port(), "127.0.0.1"))
                      .onSuccess(far -> join(near, far));
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    BENCH.open(server::close);
    BENCH.open(client::close);
    return server.actualPort();
  }

  private static void join(NetSocket near, NetSocket far) {
    near.pipeTo(far);
    far.pipeTo(near);
  }

  private static DuoAuthApi poolOf(int connections, DuoConnection way) {
    return poolOf(connections, 0, way);
  }

  private static DuoAuthApi poolOf(int connections, int reserve, DuoConnection way) {
    return BENCH.api(
        duo(),
        way,
        BENCH.open(
            new VertxHttpEngine(
                BENCH.vertx(),
                way,
                BENCH.open(new NameLookup()),
                UserAgent.of(Bench.KEYCLOAK),
                connections,
                reserve)));
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }
}
