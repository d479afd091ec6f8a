package io.github.keycloakduo.duo;

import static io.github.keycloakduo.duo.Replies.answer;
import static io.github.keycloakduo.duo.Replies.kind;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.HttpsProxy;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.ConnectProxy;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.simulator.RunningSimulator;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proxy may be reached or not; Duo itself is there all the time and must not be asked. */
class ProxyTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);

  @RegisterExtension
  static final RunningSimulator SIMULATOR =
      new RunningSimulator(DuoSimulator.builder().hostNames("duo.invalid"));

  @RegisterExtension static final Bench BENCH = new Bench();

  private final ConnectProxy proxy = ConnectProxy.start();

  @BeforeEach
  void addAlice() {
    duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH);
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  @Test
  void leadsToDuoByItsNameAlone() {
    proxy.map("duo.invalid:443", duo().host());
    DuoConnection way = Bench.through(proxy, Bench.way("duo.invalid", duo()));
    assertThat(answer(BENCH.api(duo(), way).preauth("alice", Optional.empty(), AMPLE)))
        .isInstanceOf(Preauth.Challenge.class);
    assertThat(proxy.requests()).extracting("target").containsExactly("duo.invalid:443");
    assertThat(duo().requests().last(Endpoint.PREAUTH).headers())
        .containsEntry("host", "duo.invalid");
  }

  @Test
  void givesItsPasswordToTheProxyAndNeverToDuo() {
    proxy.requireCredentials("jürgen", "pässword:~ 1");
    assertThat(answer(BENCH.api(duo(), withPassword("pässword:~ 1")).check(AMPLE))).isPositive();
    assertThat(proxy.requests()).hasSize(1);
    assertThat(duo().requests().last(Endpoint.CHECK).headers())
        .doesNotContainKey("proxy-authorization")
        .hasEntrySatisfying("host", host -> assertThat(host).isEqualTo(duo().host()));
  }

  @Test
  void keepsATunnelForCallsInARow() {
    var api = BENCH.api(duo(), plain());
    answer(api.check(AMPLE));
    answer(api.check(AMPLE));
    assertThat(proxy.tunnels()).isEqualTo(1);
  }

  @Test
  void isDeniedWithoutOrWithAWrongPassword() {
    proxy.requireCredentials("jürgen", "right");
    for (DuoConnection way : new DuoConnection[] {plain(), withPassword("wrong")}) {
      assertThat(kind(BENCH.api(duo(), way).ping(AMPLE))).isEqualTo(Kind.PROXY_DENIED);
    }
    assertNothingReachedDuo();
  }

  @ParameterizedTest
  @CsvSource({
    "407, PROXY_DENIED",
    "403, PROXY_DENIED",
    "404, PROXY_UNREACHABLE",
    "500, PROXY_UNREACHABLE",
    "502, PROXY_UNREACHABLE",
    "503, PROXY_UNREACHABLE",
    "504, PROXY_UNREACHABLE"
  })
  void tellsWhetherTheProxyDeniesOrFails(int status, Kind kind) {
    proxy.refuseWith(status);
    assertThat(kind(BENCH.api(duo(), plain()).ping(AMPLE))).isEqualTo(kind);
    assertNothingReachedDuo();
  }

  @ParameterizedTest
  @CsvSource({"403, KEYS", "407, UNEXPECTED_STATUS", "502, SERVER_ERROR"})
  void doesNotTakeDuosOwnRefusalForThatOfTheProxy(int status, Kind kind) {
    duo().faults().on(Endpoint.PING).once(Fault.html(status));
    assertThat(kind(BENCH.api(duo(), plain()).ping(AMPLE))).isEqualTo(kind);
  }

  @Test
  void isOutOfReachWhenItRefusesOrIsUnknown() {
    proxy.stopListening();
    assertThat(kind(BENCH.api(duo(), plain()).ping(AMPLE))).isEqualTo(Kind.PROXY_UNREACHABLE);
    HttpsProxy unknown = new HttpsProxy("proxy.invalid", 3128, Optional.empty());
    assertThat(kind(BENCH.api(duo(), Bench.through(unknown, Bench.way(duo()))).ping(AMPLE)))
        .isEqualTo(Kind.PROXY_UNREACHABLE);
    assertNothingReachedDuo();
  }

  @Test
  void isOutOfReachWhenItHangs() {
    proxy.hang(true);
    assertThat(kind(BENCH.api(duo(), plain()).ping(SHORT))).isEqualTo(Kind.CONNECT_TIMEOUT);
    assertNothingReachedDuo();
  }

  @Test
  void isAskedAgainOnceItWorks() {
    proxy.refuseWith(407);
    var api = BENCH.api(duo(), plain());
    assertThat(kind(api.ping(AMPLE))).isEqualTo(Kind.PROXY_DENIED);
    proxy.refuseWith(0);
    assertThat(answer(api.ping(AMPLE))).isPositive();
  }

  private void assertNothingReachedDuo() {
    assertThat(duo().requests().connectionsOpened()).isZero();
    assertThat(proxy.tunnels()).isZero();
  }

  private DuoConnection plain() {
    return Bench.through(proxy, Bench.way(duo()));
  }

  private DuoConnection withPassword(String password) {
    return Bench.through(proxy, "jürgen", password, Bench.way(duo()));
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }
}
