package io.github.keycloakduo.duo;

import static io.github.keycloakduo.duo.Replies.answer;
import static io.github.keycloakduo.duo.Replies.await;
import static io.github.keycloakduo.duo.Replies.fault;
import static io.github.keycloakduo.duo.Replies.kind;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.simulator.RunningSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A question may be asked once more; a factor never, for it may be on the phone already. */
class LostAnswerTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();
  @RegisterExtension static final Bench BENCH = new Bench();

  @BeforeEach
  void addAlice() {
    duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void asksOnceMoreWhenTheAnswerToAQuestionIsLost(Fault loss) {
    duo().faults().on(Endpoint.PREAUTH, Endpoint.PING, Endpoint.CHECK).once(loss);
    assertThat(answer(api().preauth("alice", Optional.empty(), AMPLE)))
        .isInstanceOf(Preauth.Challenge.class);
    assertThat(duo().requests().count(Endpoint.PREAUTH)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"PING", "CHECK", "PREAUTH", "AUTH_STATUS"})
  void asksNoQuestionAThirdTime(Endpoint endpoint) {
    duo().faults().on(endpoint).always(Fault.reset());
    assertThat(fault(ask(endpoint)).kind()).isEqualTo(Kind.CONNECTION_LOST);
    assertThat(duo().requests().count(endpoint)).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void sendsAFactorExactlyOnceEvenWhenTheAnswerIsLost(Fault loss) {
    duo().faults().on(Endpoint.AUTH).once(loss);
    assertThat(kind(api().auth(push(), AMPLE))).isIn(Kind.CONNECTION_LOST, Kind.ANSWER_CUT_OFF);
    assertThat(duo().requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  static Stream<Fault> losses() {
    return Stream.of(Fault.reset(), Fault.resetAfterProcessing(), Fault.truncated());
  }

  @Test
  void leavesAtMostOnePushOnThePhoneWhenTheAnswerIsLost() {
    duo().faults().on(Endpoint.AUTH).always(Fault.resetAfterProcessing());
    assertThat(kind(api().auth(push(), AMPLE))).isEqualTo(Kind.CONNECTION_LOST);
    assertThat(duo().pushes().pending()).hasSize(1);
  }

  @Test
  void goesOnWhenDuoHasClosedAKeptConnection() {
    DuoAuthApi api = api();
    duo().faults().on(Endpoint.PREAUTH).once(Fault.closeAfterAnswer());
    answer(api.preauth("alice", Optional.empty(), AMPLE));
    assertThat(answer(api.ping(AMPLE))).isPositive();
    assertThat(answer(api.auth(push(), AMPLE))).isInstanceOf(FactorAnswer.Started.class);
    assertThat(duo().requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  /** The pool may hold many dead connections; the repetition must not take the next of them. */
  @Test
  void asksOnceMoreOverAFreshConnection() {
    DuoAuthApi api = api();
    keepConnections(api, 10);
    duo().breakConnectionsWhenUsed();
    for (int login = 0; login < 10; login++) {
      assertThat(answer(api.preauth("alice", Optional.empty(), AMPLE)))
          .isInstanceOf(Preauth.Challenge.class);
      assertThat(answer(api.ping(AMPLE))).isPositive();
    }
  }

  @Test
  void noLoginNoticesFiftyKeptConnectionsThatDuoHasHalfClosed() {
    DuoAuthApi api = api();
    keepConnections(api, 50);
    duo().halfCloseConnections();
    for (int login = 0; login < 25; login++) {
      assertThat(answer(api.preauth("alice", Optional.empty(), AMPLE)))
          .isInstanceOf(Preauth.Challenge.class);
    }
  }

  /** A factor is sent once, so that it must not meet a connection that Duo has half closed. */
  @Test
  void sendsAFactorOverNoConnectionThatDuoHasHalfClosed() {
    DuoAuthApi api = api();
    keepConnections(api, 50);
    duo().halfCloseConnections();
    duo().awaitConnections(0, AMPLE);
    for (int login = 0; login < 5; login++) {
      assertThat(answer(api.auth(push(), AMPLE))).isInstanceOf(FactorAnswer.Started.class);
    }
  }

  /** Waits for one answer over many connections, which are all kept when it is there. */
  private static void keepConnections(DuoAuthApi api, int number) {
    String txid = answer(api.auth(push(), AMPLE)).started().orElseThrow();
    List<CompletableFuture<Result<FactorAnswer>>> polls = new ArrayList<>();
    answer(api.authStatus(txid, AMPLE));
    while (polls.size() < number) {
      polls.add(api.authStatus(txid, AMPLE));
      duo().requests().awaitInFlight(polls.size(), AMPLE);
    }
    duo().pushes().approve("alice");
    polls.forEach(Replies::answer);
    assertThat(duo().requests().connectionsOpened()).isGreaterThanOrEqualTo(number);
  }

  private Result<?> ask(Endpoint endpoint) {
    return switch (endpoint) {
      case PING -> await(api().ping(AMPLE));
      case CHECK -> await(api().check(AMPLE));
      case PREAUTH -> await(api().preauth("alice", Optional.empty(), AMPLE));
      default -> await(api().authStatus("txid", AMPLE));
    };
  }

  private static FactorRequest push() {
    return new FactorRequest.OnDevice(
        "alice",
        Optional.empty(),
        Factor.PUSH,
        "auto",
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static DuoAuthApi api() {
    return BENCH.api(duo(), Bench.way(duo()));
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }
}
