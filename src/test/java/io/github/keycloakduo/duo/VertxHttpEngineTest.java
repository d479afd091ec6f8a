package io.github.keycloakduo.duo;

import static io.github.keycloakduo.duo.Replies.answer;
import static io.github.keycloakduo.duo.Replies.fault;
import static io.github.keycloakduo.duo.Replies.kind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoError;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.simulator.RunningSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VertxHttpEngineTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final int ONE_MEBIBYTE = 1 << 20;

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();
  @RegisterExtension static final Bench BENCH = new Bench();

  @BeforeEach
  void addAlice() {
    duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(Fault.status(500), Kind.SERVER_ERROR),
        arguments(Fault.html(502), Kind.SERVER_ERROR),
        arguments(Fault.status(503, "text/plain", ""), Kind.SERVER_ERROR),
        arguments(Fault.error(DuoError.INVALID_INTEGRATION_KEY, ""), Kind.KEYS),
        arguments(Fault.error(DuoError.INVALID_SIGNATURE, ""), Kind.KEYS),
        arguments(Fault.error(DuoError.ACCESS_FORBIDDEN, ""), Kind.KEYS),
        arguments(Fault.html(403), Kind.KEYS),
        arguments(Fault.error(DuoError.BAD_TIMESTAMP, ""), Kind.CLOCK),
        arguments(Fault.tooManyRequests(), Kind.RATE_LIMITED),
        arguments(Fault.tooManyRequests("3600"), Kind.RATE_LIMITED),
        arguments(Fault.html(404), Kind.UNEXPECTED_STATUS),
        arguments(Fault.html(407), Kind.UNEXPECTED_STATUS),
        arguments(Fault.redirect("/auth/v2/ping"), Kind.UNEXPECTED_STATUS),
        arguments(Fault.html(200), Kind.BAD_ANSWER),
        arguments(Fault.badJson(), Kind.BAD_ANSWER),
        arguments(Fault.emptyBody(), Kind.BAD_ANSWER),
        arguments(Fault.withoutResponse(), Kind.BAD_ANSWER),
        arguments(Fault.withoutResult(), Kind.BAD_ANSWER),
        arguments(Fault.result("perhaps"), Kind.BAD_ANSWER),
        arguments(Fault.duplicateKeys(), Kind.BAD_ANSWER),
        arguments(Fault.deeplyNested(5000), Kind.BAD_ANSWER),
        arguments(Fault.hugeBody(), Kind.BAD_ANSWER),
        arguments(Fault.hugeBody(8 * ONE_MEBIBYTE), Kind.BAD_ANSWER),
        arguments(Fault.header("X-Long", "x".repeat(20_000)), Kind.BAD_ANSWER));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void tellsWhatAnUnusableAnswerMeansAndAsksOnlyOnce(Fault fault, Kind kind) {
    duo().faults().onAll().always(fault);
    assertThat(kind(api().preauth("alice", Optional.empty(), AMPLE))).isEqualTo(kind);
    assertThat(duo().requests().count()).isEqualTo(1);
  }

  @Test
  void readsAnAnswerOfExactlyOneMebibyte() {
    duo().faults().on(Endpoint.PREAUTH).once(Fault.hugeBody(ONE_MEBIBYTE));
    assertThat(answer(api().preauth("alice", Optional.empty(), AMPLE)))
        .isInstanceOf(Preauth.Challenge.class);
  }

  @Test
  void tellsWrongKeysAndAWrongClock() {
    duo().faults().clockSkew(Duration.ofMinutes(10));
    assertThat(kind(api().check(AMPLE))).isEqualTo(Kind.CLOCK);
    duo().faults().clear();
    duo().accessForbidden(true);
    assertThat(kind(api().check(AMPLE))).isEqualTo(Kind.KEYS);
    assertThat(answer(api().ping(AMPLE))).isPositive();
  }

  /** Its body says whether the clocks agree; a header that nobody signed says nothing. */
  @Test
  void takesNoNoticeOfTheDateOfAnAnswer() {
    for (String date : List.of("Thu, 01 Jan 1970 00:00:00 GMT", "32 Foo 99:99", "")) {
      duo().faults().onAll().once(Fault.date(date));
      assertThat(answer(api().check(AMPLE))).as(date).isPositive();
    }
  }

  @Test
  void tellsARefusedConnectionAndAnUnknownHost() {
    DuoSimulator gone = DuoSimulator.start();
    gone.close();
    assertThat(kind(BENCH.api(gone, Bench.way(gone)).ping(AMPLE))).isEqualTo(Kind.REFUSED);
    assertThat(kind(BENCH.api(duo(), Bench.way("duo.invalid", duo())).ping(AMPLE)))
        .isEqualTo(Kind.DNS);
  }

  @Test
  void givesUpAHandshakeThatHangs() {
    try (DuoSimulator mute = DuoSimulator.start()) {
      mute.hangBeforeTls();
      DuoAuthApi api = BENCH.api(mute, Bench.way(mute));
      CompletableFuture<Result<Long>> patient = api.ping(Duration.ofMinutes(10));
      assertThat(kind(api.ping(SHORT))).isEqualTo(Kind.CONNECT_TIMEOUT);
      assertThat(patient).isNotDone();
      // Connecting has a limit of its own, far below that of the call.
      assertThat(kind(patient)).isEqualTo(Kind.CONNECT_TIMEOUT);
    }
  }

  @ParameterizedTest
  @MethodSource("delays")
  void hangsUpAtTheDeadlineWhateverIsMissing(Fault delay) {
    DuoAuthApi api = api();
    // Connected beforehand, so that even a slow machine gets as far as the answer.
    answer(api.check(AMPLE));
    duo().faults().on(Endpoint.PREAUTH).once(delay);
    assertThat(kind(api.preauth("alice", Optional.empty(), SHORT))).isEqualTo(Kind.READ_TIMEOUT);
    duo().requests().awaitInFlight(0, AMPLE);
    assertThat(duo().requests().count(Endpoint.PREAUTH)).isLessThanOrEqualTo(1);
  }

  static Stream<Fault> delays() {
    return Stream.of(
        Fault.hang(), Fault.hangAfterProcessing(), Fault.slowDrip(Duration.ofMillis(100)));
  }

  @Test
  void waitsForASlowBodyWithinTheDeadline() {
    duo().faults().on(Endpoint.PREAUTH).once(Fault.slowDrip(Duration.ofMillis(1)));
    assertThat(answer(api().preauth("alice", Optional.empty(), AMPLE)))
        .isInstanceOf(Preauth.Challenge.class);
  }

  @Test
  void sendsNothingWhenNoTimeIsLeft() {
    for (Duration none : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
      assertThat(kind(api().ping(none))).isEqualTo(Kind.READ_TIMEOUT);
      assertThat(kind(api().auth(push(), none))).isEqualTo(Kind.READ_TIMEOUT);
    }
    assertThat(duo().requests().connectionsOpened()).isZero();
  }

  @Test
  void keepsOneConnectionForCallsInARow() {
    DuoAuthApi api = api();
    answer(api.preauth("alice", Optional.empty(), AMPLE));
    answer(api.check(AMPLE));
    answer(api.auth(push(), AMPLE));
    assertThat(duo().requests().connectionsOpened()).isEqualTo(1);
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
