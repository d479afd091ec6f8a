package io.github.keycloakduo.duo;

import static io.github.keycloakduo.duo.Replies.answer;
import static io.github.keycloakduo.duo.Replies.fault;
import static io.github.keycloakduo.duo.Replies.kind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.Enrolment;
import io.github.keycloakduo.mfa.EnrolmentStatus;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.simulator.RunningSimulator;
import io.github.keycloakduo.simulator.UserStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator refuses parameters that Duo does not know, so an answer proves each of them. */
class DuoAuthClientTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Optional<ClientIp> IP = ClientIp.parse("2001:db8::7");
  private static final Optional<String> NONE = Optional.empty();

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();
  @RegisterExtension static final Bench BENCH = new Bench();

  private final List<String> heard = new CopyOnWriteArrayList<>();

  @BeforeEach
  void addJuergen() {
    duo()
        .user("jürgen ~*+")
        .phone("DP1", "iPhone", Capability.AUTO, Capability.PUSH, Capability.SMS, Capability.PHONE)
        .token("DH1", "Token")
        .passcode("012345");
  }

  @Test
  void asksForThePresenceOfDuoWithoutASignature() {
    assertThat(answer(api().ping(AMPLE))).isBetween(1_000_000_000L, 10_000_000_000L);
    assertThat(duo().requests().last(Endpoint.PING).headers())
        .doesNotContainKeys("authorization", "date", "content-type")
        .containsEntry("host", duo().host())
        .containsEntry("accept", "application/json");
  }

  @Test
  void signsACheckThatDuoAccepts() {
    assertThat(answer(api().check(AMPLE))).isPositive();
    assertThat(duo().requests().last(Endpoint.CHECK).headers()).containsKeys("authorization");
  }

  @Test
  void asksPreauthWithNameAddressAndTheAbilityToShowACode() {
    Preauth answer = answer(api().preauth("jürgen ~*+", IP, AMPLE));
    assertThat(sent(Endpoint.PREAUTH))
        .isEqualTo(
            Map.of(
                "username", "jürgen ~*+",
                "ipaddr", "2001:db8:0:0:0:0:0:7",
                "client_supports_verified_push", "1"));
    assertThat(answer)
        .isInstanceOfSatisfying(
            Preauth.Challenge.class,
            challenge -> {
              assertThat(challenge.verifiedPush()).isEmpty();
              assertThat(challenge.devices())
                  .extracting(Device::id, Device::capabilities)
                  .containsExactly(
                      tuple("DP1", Set.of(Factor.PUSH, Factor.SMS, Factor.PHONE)),
                      tuple("DH1", Set.of()));
            });
  }

  @Test
  void enrolsANewUserAndAsksWhetherThePhoneIsActivated() {
    Enrolment enrolment = answer(api().enroll("nina", Duration.ofMinutes(10), AMPLE));
    assertThat(sent(Endpoint.ENROLL)).isEqualTo(Map.of("username", "nina", "valid_secs", "600"));

    assertThat(answer(api().enrollStatus(enrolment, AMPLE))).isEqualTo(EnrolmentStatus.WAITING);
    assertThat(sent(Endpoint.ENROLL_STATUS))
        .isEqualTo(
            Map.of(
                "user_id",
                enrolment.userId(),
                "activation_code",
                enrolment.activationCode().value()));
    assertThat(duo().scan(enrolment.activationCode().value())).isTrue();
    assertThat(answer(api().enrollStatus(enrolment, AMPLE))).isEqualTo(EnrolmentStatus.ACTIVATED);
  }

  @Test
  void namesTheUserNameWhereDuoKnowsItAlready() {
    answer(api().enroll("nina", Duration.ofMinutes(10), AMPLE));

    assertThat(fault(api().enroll("Nina", Duration.ofMinutes(10), AMPLE)).isOfChange()).isTrue();
  }

  @Test
  void sendsNoAddressWhenItIsUnknown() {
    answer(api().preauth("jürgen ~*+", Optional.empty(), AMPLE));
    assertThat(sent(Endpoint.PREAUTH)).doesNotContainKey("ipaddr");
  }

  @ParameterizedTest
  @EnumSource(UserStatus.class)
  void knowsWhatPreauthSaysOfEveryKindOfUser(UserStatus status) {
    duo().user("jürgen ~*+").status(status);
    Class<? extends Preauth> expected =
        switch (status) {
          case ACTIVE -> Preauth.Challenge.class;
          case BYPASS -> Preauth.Bypass.class;
          case DISABLED, LOCKED_OUT, DENIED_BY_POLICY -> Preauth.Denied.class;
          case NOT_ENROLLED -> Preauth.Enroll.class;
        };
    assertThat(answer(api().preauth("jürgen ~*+", IP, AMPLE))).isInstanceOf(expected);
  }

  @Test
  void tellsTheObserverEndpointAndResultOfEachCall() {
    duo().faults().on(Endpoint.CHECK).once(Fault.tooManyRequests());
    duo().faults().on(Endpoint.PREAUTH).once(Fault.result("perhaps"));
    DuoAuthApi api = api();
    api.ping(AMPLE).join();
    api.check(AMPLE).join();
    api.preauth("jürgen ~*+", IP, AMPLE).join();
    api.auth(on(Factor.PUSH, "DH1"), AMPLE).join();
    api.authStatus("unknown", Duration.ZERO).join();
    assertThat(heard)
        .containsExactly(
            "ping ok",
            "check rate_limited",
            "preauth bad_answer",
            "auth invalid_parameters",
            "auth_status read_timeout");
  }

  @Test
  void turnsAMistakeOfTheEngineIntoAFault() {
    HttpEngine broken = (call, limit) -> CompletableFuture.failedFuture(new RuntimeException());
    assertThat(kind(client(broken).ping(AMPLE))).isEqualTo(Kind.INTERNAL);
    assertThat(heard).containsExactly("ping internal");
  }

  private DuoAuthApi api() {
    DuoConnection way = Bench.way(duo());
    VertxHttpEngine engine = BENCH.open(BENCH.engine(way));
    return client(engine.on(new EventLoopContexts(BENCH.vertx()).next()));
  }

  private DuoAuthApi client(HttpEngine engine) {
    return new DuoAuthClient(
        duo().host(),
        Bench.integration(duo()),
        engine,
        Optional::empty,
        Optional::empty,
        Clock.systemUTC(),
        (endpoint, result, took) -> {
          assertThat(took).isGreaterThanOrEqualTo(Duration.ZERO);
          heard.add(endpoint + " " + result);
        });
  }

  private static FactorRequest on(Factor factor, String device) {
    return new FactorRequest.OnDevice(
        "jürgen ~*+", Optional.empty(), factor, device, Map.of(), NONE, NONE);
  }

  private static Map<String, String> sent(Endpoint endpoint) {
    return duo().requests().last(endpoint).params();
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }
}
