package io.github.keycloakduo.duo;

import static io.github.keycloakduo.duo.Replies.answer;
import static io.github.keycloakduo.duo.Replies.kind;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.VerifiedPush;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.PendingPush;
import io.github.keycloakduo.simulator.RunningSimulator;
import io.github.keycloakduo.simulator.UserStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The simulator refuses parameters that Duo does not know, so an answer proves each of them. */
class FactorCallsTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Optional<ClientIp> IP = ClientIp.parse("2001:db8::7");
  private static final Optional<String> NONE = Optional.empty();

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();
  @RegisterExtension static final Bench BENCH = new Bench();

  @BeforeEach
  void addJuergen() {
    duo()
        .user("jürgen ~*+")
        .phone("DP1", "iPhone", Capability.AUTO, Capability.PUSH, Capability.SMS, Capability.PHONE)
        .token("DH1", "Token")
        .passcode("012345");
  }

  @Test
  void sendsAPasscodeWithoutADevice() {
    assertThat(answer(passcode("012345"))).isEqualTo(new FactorAnswer.Allowed(false));
    assertThat(sent(Endpoint.AUTH))
        .isEqualTo(
            Map.of(
                "username", "jürgen ~*+",
                "factor", "passcode",
                "passcode", "012345",
                "ipaddr", "2001:db8:0:0:0:0:0:7"));
  }

  @Test
  void tellsAUsedPasscodeFromAWrongOne() {
    answer(passcode("012345"));
    assertThat(answer(passcode("012345"))).matches(refusedFor(Refusal.PASSCODE_USED));
    assertThat(answer(passcode("999999"))).matches(refusedFor(Refusal.DENIED));
  }

  @Test
  void tellsABypassOfDuosFromAnApproval() {
    duo().user("jürgen ~*+").status(UserStatus.BYPASS);
    assertThat(answer(passcode("999999"))).isEqualTo(new FactorAnswer.Allowed(true));
    duo().user("jürgen ~*+").status(UserStatus.LOCKED_OUT);
    assertThat(answer(passcode("999999"))).matches(refusedFor(Refusal.LOCKED_OUT));
  }

  @Test
  void sendsAPushWithItsDetailsAndLeavesAtOnce() {
    FactorRequest attempt =
        new FactorRequest.OnDevice(
            "jürgen ~*+",
            IP,
            Factor.PUSH,
            "auto",
            Map.of("Client", "Käse & Co = 100%"),
            Optional.of("Jürgen Müßig"),
            NONE);
    String txid = started(api().auth(attempt, AMPLE));

    assertThat(sent(Endpoint.AUTH))
        .isEqualTo(
            Map.of(
                "username", "jürgen ~*+",
                "factor", "push",
                "device", "auto",
                "async", "1",
                "ipaddr", "2001:db8:0:0:0:0:0:7",
                "display_username", "Jürgen Müßig",
                "pushinfo", "Client=K%C3%A4se%20%26%20Co%20%3D%20100%25"));
    PendingPush push = duo().pushes().pending().get(0);
    assertThat(push.txid()).isEqualTo(txid);
    assertThat(push.pushInfo()).isEqualTo(Map.of("Client", "Käse & Co = 100%"));
  }

  @Test
  void sendsNoEmptyDetails() {
    started(api().auth(on(Factor.PUSH, "DP1"), AMPLE));
    assertThat(sent(Endpoint.AUTH)).containsOnlyKeys("username", "factor", "device", "async");
  }

  @Test
  void callsWithoutWaitingForThePerson() {
    String txid = started(api().auth(on(Factor.PHONE, "DP1"), AMPLE));
    assertThat(sent(Endpoint.AUTH))
        .isEqualTo(
            Map.of("username", "jürgen ~*+", "factor", "phone", "device", "DP1", "async", "1"));
    assertThat(answer(api().authStatus(txid, AMPLE))).isInstanceOf(FactorAnswer.Waiting.class);
  }

  @Test
  void sendsCodesBySms() {
    assertThat(answer(api().auth(on(Factor.SMS, "auto"), AMPLE)))
        .isEqualTo(new FactorAnswer.SmsSent());
    assertThat(sent(Endpoint.AUTH))
        .isEqualTo(Map.of("username", "jürgen ~*+", "factor", "sms", "device", "auto"));
    assertThat(answer(passcode(duo().user("jürgen ~*+").smsCodes().get(0))))
        .isEqualTo(new FactorAnswer.Allowed(false));
  }

  @Test
  void followsAPushFromWaitingToTheAnswer() {
    String txid = started(api().auth(on(Factor.PUSH, "auto"), AMPLE));
    assertThat(answer(api().authStatus(txid, AMPLE)))
        .isEqualTo(new FactorAnswer.Waiting("Pushed a login request to your device..."));
    assertThat(sent(Endpoint.AUTH_STATUS)).isEqualTo(Map.of("txid", txid));

    CompletableFuture<Result<FactorAnswer>> next = api().authStatus(txid, AMPLE);
    duo().requests().awaitInFlight(1, AMPLE);
    duo().pushes().approve("jürgen ~*+");
    assertThat(answer(next)).isEqualTo(new FactorAnswer.Allowed(false));
  }

  @Test
  void tellsADeniedAFraudulentAndAnExpiredPushApart() {
    String denied = started(api().auth(on(Factor.PUSH, "auto"), AMPLE));
    duo().pushes().deny("jürgen ~*+");
    assertThat(answer(api().authStatus(denied, AMPLE))).matches(refusedFor(Refusal.DENIED));

    String fraud = started(api().auth(on(Factor.PUSH, "auto"), AMPLE));
    duo().pushes().fraud("jürgen ~*+");
    assertThat(answer(api().authStatus(fraud, AMPLE))).matches(refusedFor(Refusal.FRAUD));

    String expired = started(api().auth(on(Factor.PUSH, "auto"), AMPLE));
    duo().pushes().expire("jürgen ~*+");
    assertThat(answer(api().authStatus(expired, AMPLE))).matches(refusedFor(Refusal.TIMEOUT));
  }

  @Test
  void redeemsTheOfferOfAVerifiedPush() {
    duo().user("jürgen ~*+").verifiedPush(true);
    assertThat(kind(api().auth(on(Factor.PUSH, "auto"), AMPLE))).isEqualTo(Kind.INVALID_PARAMETERS);

    Preauth preauth = answer(api().preauth("jürgen ~*+", IP, AMPLE));
    VerifiedPush offer = ((Preauth.Challenge) preauth).verifiedPush().orElseThrow();
    FactorRequest attempt =
        new FactorRequest.OnDevice(
            "jürgen ~*+", IP, Factor.PUSH, "DP1", Map.of(), NONE, Optional.of(offer.txid()));
    String txid = started(api().auth(attempt, AMPLE));

    assertThat(txid).isEqualTo(offer.txid());
    assertThat(duo().pushes().pending().get(0).verificationCode()).contains(offer.code());
  }

  private CompletableFuture<Result<FactorAnswer>> passcode(String code) {
    return api().auth(new FactorRequest.Passcode("jürgen ~*+", IP, new Secret(code)), AMPLE);
  }

  private static DuoAuthApi api() {
    return BENCH.api(duo(), Bench.way(duo()));
  }

  private static FactorRequest on(Factor factor, String device) {
    return new FactorRequest.OnDevice(
        "jürgen ~*+", Optional.empty(), factor, device, Map.of(), NONE, NONE);
  }

  private static String started(CompletableFuture<Result<FactorAnswer>> pending) {
    return ((FactorAnswer.Started) answer(pending)).txid();
  }

  private static Predicate<FactorAnswer> refusedFor(Refusal reason) {
    return answer -> answer instanceof FactorAnswer.Refused refused && refused.reason() == reason;
  }

  private static Map<String, String> sent(Endpoint endpoint) {
    return duo().requests().last(endpoint).params();
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }
}
