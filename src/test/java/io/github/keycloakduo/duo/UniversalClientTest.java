package io.github.keycloakduo.duo;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.PromptAnswer;
import io.github.keycloakduo.mfa.PromptParameters;
import io.github.keycloakduo.mfa.PromptReport;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.DuoIntegration;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.ConnectProxy;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.IdTokenEdit;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UniversalClientTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final URI RETURN =
      URI.create("https://kc.example/realms/r/duo-mfa/callback?tab=1");
  private static final PromptRequest TICKET =
      new PromptRequest("alice", new Secret("s".repeat(43)), new Secret("n".repeat(43)), RETURN);

  @RegisterExtension static final Bench BENCH = new Bench();
  private static final DuoSimulator DUO = DuoSimulator.start();

  @BeforeEach
  void addAlice() {
    DUO.user("alice").phone("DPALICE0000000000001", "iPhone", Capability.PUSH);
  }

  @AfterEach
  void forget() {
    DUO.reset();
  }

  @AfterAll
  static void stop() {
    DUO.close();
  }

  @Test
  void findsDuoHealthy() {
    assertThat(Replies.answer(prompt().healthCheck(LIMIT)))
        .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond() + 60);
  }

  @ParameterizedTest
  @ValueSource(ints = {-120, -2, 2, 120})
  void isTakenByADuoWhoseClockDiffers(int seconds) {
    DUO.faults().clockSkew(Duration.ofSeconds(seconds));

    assertThat(Replies.answer(prompt().healthCheck(LIMIT))).isPositive();
    assertThat(Replies.answer(prompt().exchange(new Secret("c"), TICKET, LIMIT)))
        .isInstanceOf(PromptAnswer.UnknownCode.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-7200, 600})
  void tellsAClockThatIsOffByMoreThanDuoAcceptsFromWrongKeys(int seconds) {
    DUO.faults().clockSkew(Duration.ofSeconds(seconds));

    Fault fault = Replies.fault(prompt().healthCheck(LIMIT));

    assertThat(fault.kind()).isEqualTo(Fault.Kind.CLOCK);
    assertThat(fault.detail()).contains("this server's clock is off");
  }

  /** The clock went wrong while the user was at Duo's page. */
  @ParameterizedTest
  @ValueSource(ints = {-1800, -7200, 600})
  void tellsSuchAClockAtTheExchangeToo(int seconds) {
    Page back = approval();
    DUO.faults().clockSkew(Duration.ofSeconds(seconds));

    Fault fault = Replies.fault(exchange(back));

    assertThat(fault.kind()).isEqualTo(Fault.Kind.CLOCK);
    assertThat(fault.detail()).contains("this server's clock is off");
  }

  /** Duo takes the assertion, but its token is from our future. */
  @Test
  void tellsAClockForWhichDuosTokenIsNotCurrent() {
    Page back = approval();
    DUO.faults().clockSkew(Duration.ofSeconds(150));

    Fault fault = Replies.fault(exchange(back));

    assertThat(fault.kind()).isEqualTo(Fault.Kind.CLOCK);
    assertThat(fault.detail()).containsPattern("clock is 1[45]\\d s behind Duo's");
  }

  @Test
  void tellsDuoWhichProgramAsks() {
    Replies.answer(prompt().healthCheck(LIMIT));
    Replies.answer(exchange(approval()));

    for (Endpoint endpoint : List.of(Endpoint.HEALTH_CHECK, Endpoint.TOKEN)) {
      assertThat(DUO.requests().all(endpoint))
          .isNotEmpty()
          .allSatisfy(
              request ->
                  assertThat(request.headers().get("user-agent"))
                      .matches(
                          "keycloak-duo-mfa/0[^ ]* Keycloak/26\\.0\\.0-test Java/[^ ]+"
                              + " ca_bundle/1\\.0 \\(ca_pinning=disabled\\)"));
    }
  }

  @Test
  void takesAWrongSecretForAMatterOfConfiguration() {
    UniversalPrompt wrong = prompt(Bench.way(DUO), "w".repeat(40));

    assertThat(Replies.fault(wrong.healthCheck(LIMIT)).kind()).isEqualTo(Fault.Kind.KEYS);
    assertThat(Replies.fault(wrong.exchange(new Secret("c"), TICKET, LIMIT)).kind())
        .isEqualTo(Fault.Kind.KEYS);
  }

  @ParameterizedTest
  @CsvSource({"500, SERVER_ERROR", "429, RATE_LIMITED", "403, KEYS", "404, UNEXPECTED_STATUS"})
  void tellsTheKindsOfFailureApart(int status, Fault.Kind kind) {
    DUO.faults().onAll().always(io.github.keycloakduo.simulator.Fault.status(status));

    assertThat(Replies.fault(prompt().healthCheck(LIMIT)).kind()).isEqualTo(kind);
    assertThat(Replies.fault(prompt().exchange(new Secret("c"), TICKET, LIMIT)).kind())
        .isEqualTo(kind);
  }

  @Test
  void asksOnceMoreWithAnotherAssertionWhenTheConnectionWasLost() {
    DUO.faults()
        .on(Endpoint.HEALTH_CHECK)
        .once(io.github.keycloakduo.simulator.Fault.resetAfterProcessing());
    assertThat(Replies.answer(prompt().healthCheck(LIMIT))).isPositive();

    DUO.faults().on(Endpoint.TOKEN).once(io.github.keycloakduo.simulator.Fault.reset());
    assertThat(Replies.answer(exchange(approval()))).isInstanceOf(PromptAnswer.Allowed.class);
    assertThat(DUO.requests().count(Endpoint.TOKEN)).isEqualTo(2);
  }

  /** The browser can be sent to Duo once more; an outage it is not. */
  @Test
  void doesNotKnowTheCodeAnyMoreWhenOnlyTheAnswerWasLost() {
    DUO.faults()
        .on(Endpoint.TOKEN)
        .once(io.github.keycloakduo.simulator.Fault.resetAfterProcessing());
    assertThat(Replies.answer(exchange(approval()))).isInstanceOf(PromptAnswer.UnknownCode.class);
  }

  @Test
  void reportsHowAnApprovalCameAbout() {
    PromptAnswer answer = Replies.answer(exchange(approval()));

    assertThat(answer).isInstanceOf(PromptAnswer.Allowed.class);
    PromptReport report = ((PromptAnswer.Allowed) answer).report();
    assertThat(report.factor()).contains("duo_push");
    assertThat(report.reason()).contains("user_approved");
    assertThat(report.txid()).isPresent();
    assertThat(report.deviceId()).contains("DPALICE0000000000001");
    assertThat(report.clientIp()).isEqualTo(ClientIp.parse("198.51.100.7"));
  }

  @Test
  void reportsADenial() {
    Page back = page().form("#prompt").press("#prompt-deny").submit();

    assertThat(Replies.answer(exchange(back))).isInstanceOf(PromptAnswer.Denied.class);
  }

  @Test
  void knowsACodeOnceAndForItsOwnVisitOnly() {
    Page back = approval();
    assertThat(Replies.answer(exchange(back))).isInstanceOf(PromptAnswer.Allowed.class);
    assertThat(Replies.answer(exchange(back))).isInstanceOf(PromptAnswer.UnknownCode.class);

    PromptRequest elsewhere =
        new PromptRequest(
            "alice", TICKET.state(), TICKET.nonce(), URI.create("https://kc.example/other"));
    assertThat(Replies.answer(prompt().exchange(code(approval()), elsewhere, LIMIT)))
        .isInstanceOf(PromptAnswer.UnknownCode.class);
  }

  static Stream<Arguments> forgeries() {
    long now = Instant.now().getEpochSecond();
    return Stream.of(
        forgery("signature", draft -> draft.signedWith("x".repeat(40))),
        forgery("algorithm none", draft -> draft.algorithm("none")),
        forgery("algorithm HS256", draft -> draft.algorithm("HS256")),
        forgery("issuer", draft -> draft.with("iss", "https://evil.example/oauth/v1/token")),
        forgery("issuer on another port", draft -> draft.with("iss", issuer("localhost:1"))),
        forgery("no issuer", draft -> draft.without("iss")),
        forgery("audience", draft -> draft.with("aud", "DIOTHEROTHEROTHEROTH")),
        forgery("no audience", draft -> draft.without("aud")),
        forgery("expired", draft -> draft.with("exp", now - 120)),
        forgery("no expiry", draft -> draft.without("exp")),
        forgery("from the future", draft -> draft.with("iat", now + 600)),
        forgery("no time of issue", draft -> draft.without("iat")),
        forgery("no nonce", draft -> draft.without("nonce")),
        forgery("other nonce", draft -> draft.with("nonce", "m".repeat(43))),
        forgery("other user", draft -> draft.with("preferred_username", "mallory")),
        forgery(
            "user with another letter", draft -> draft.with("preferred_username", "al\u0131ce")),
        forgery("no user", draft -> draft.without("preferred_username")),
        forgery("no subject", draft -> draft.without("sub")),
        forgery("blank subject", draft -> draft.with("sub", " ")),
        forgery(
            "user only in the subject",
            draft -> draft.with("preferred_username", "mallory").with("sub", "alice")),
        forgery("no result", draft -> draft.without("auth_result")),
        forgery("odd result", draft -> draft.withMember("auth_result", "result", "maybe")),
        forgery("result is no object", draft -> draft.with("auth_result", "allow")));
  }

  private static Arguments forgery(String name, IdTokenEdit edit) {
    return Arguments.of(name, edit);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void refusesAForgedToken(String name, IdTokenEdit edit) {
    Page back = approval();
    DUO.prompts().tamper(edit);

    Fault fault = Replies.fault(exchange(back));

    assertThat(fault.kind()).as(name).isEqualTo(Fault.Kind.BAD_ANSWER);
    assertThat(fault.detail()).doesNotContain("eyJ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesAnIssuerWithTheConfiguredPortOrWithoutAny(boolean withPort) {
    Page back = approval();
    String host = withPort ? DUO.host() : "localhost";
    DUO.prompts().tamper(draft -> draft.with("iss", issuer(host)));

    assertThat(Replies.answer(exchange(back))).isInstanceOf(PromptAnswer.Allowed.class);
  }

  private static String issuer(String host) {
    return "https://" + host + "/oauth/v1/token";
  }

  /** Duo's own name of the user, whatever it was asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"alice.smith", "ALICE", "DUALICE0000000000001"})
  void takesWhateverDuoCallsTheUserWhoseNameWasSent(String subject) {
    Page back = approval();
    DUO.prompts().tamper(draft -> draft.with("sub", subject));

    assertThat(Replies.answer(exchange(back))).isInstanceOf(PromptAnswer.Allowed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALICE", "Alice", "asmith", "ASmith"})
  void findsTheUserByAnyCaseAndByAnAlias(String sent) {
    DUO.user("alice").alias("asmith");
    PromptRequest ticket = new PromptRequest(sent, TICKET.state(), TICKET.nonce(), RETURN);
    Page prompt =
        new PlainBrowser(RETURN)
            .trusting(DUO.clientContext())
            .open(prompt().address(ticket, PromptParameters.NONE));
    Secret code = code(prompt.form("#prompt").press("#prompt-approve").submit());

    assertThat(Replies.answer(prompt().exchange(code, ticket, LIMIT)))
        .isInstanceOf(PromptAnswer.Allowed.class);
  }

  @Test
  void signsWhatDuoIsToldOfTheLoginForFiveMinutes() {
    PromptParameters all =
        new PromptParameters(true, Optional.of("Online Bank"), Optional.of("Alice"));
    DecodedJWT told = JWT.decode(parameter(prompt().address(TICKET, all), "request"));

    assertThat(told.getClaim("prompt").asString()).isEqualTo("login");
    assertThat(told.getClaim("max_age").asInt()).isZero();
    assertThat(told.getClaim("dest_app_name").asString()).isEqualTo("Online Bank");
    assertThat(told.getClaim("display_username").asString()).isEqualTo("Alice");
    assertThat(Duration.between(told.getIssuedAtAsInstant(), told.getExpiresAtAsInstant()))
        .isEqualTo(Duration.ofMinutes(5));
    URI plain = prompt().address(TICKET, PromptParameters.NONE);
    assertThat(plain.getRawQuery()).doesNotContain("&prompt=", "max_age");
    assertThat(JWT.decode(parameter(plain, "request")).getClaims())
        .doesNotContainKeys("prompt", "max_age", "dest_app_name", "display_username");
  }

  @Test
  void reportsDuosMethodsAsFarAsTheyAreWords() {
    Page back = approval();
    DUO.prompts().tamper(draft -> draft.with("amr", List.of("mfa", "a b", "hwk", 7)));

    PromptReport report = ((PromptAnswer.Allowed) Replies.answer(exchange(back))).report();

    assertThat(report.amr()).isEqualTo(List.of("mfa", "hwk", "7"));
  }

  private static String parameter(URI uri, String name) {
    return Arrays.stream(uri.getRawQuery().split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void leavesOutOfTheReportWhatMustNotBeToldOn() {
    Page back = approval();
    DUO.prompts()
        .tamper(
            draft ->
                draft
                    .withMember("auth_context", "factor", "push\n\rforged=1")
                    .withMember(
                        "auth_context",
                        "auth_device",
                        Map.of("name", "Alice (+1 734-555-2342)", "ip", "203.0.113.9"))
                    .withMember("auth_context", "access_device", Map.of("ip", "not an address")));

    PromptReport report = ((PromptAnswer.Allowed) Replies.answer(exchange(back))).report();

    assertThat(report.factor()).isEmpty();
    assertThat(report.deviceId()).contains("Alice (XXX-XXX-2342)");
    assertThat(report.clientIp()).isEmpty();
  }

  @Test
  void livesWithoutAnyContext() {
    Page back = approval();
    DUO.prompts().tamper(draft -> draft.without("auth_context"));

    assertThat(Replies.answer(exchange(back)))
        .isInstanceOfSatisfying(
            PromptAnswer.Allowed.class, allowed -> assertThat(allowed.report().factor()).isEmpty());
  }

  @Test
  void goesThroughAProxyThatWantsAPassword() {
    ConnectProxy proxy = BENCH.open(ConnectProxy.start());
    proxy.requireCredentials("kc", "secret");
    DuoConnection way = Bench.through(proxy, "kc", "secret", Bench.way(DUO));

    assertThat(Replies.answer(prompt(way, DUO.skey()).healthCheck(LIMIT))).isPositive();
    assertThat(proxy.tunnels()).isEqualTo(1);
  }

  @Test
  void sharesTheConnectionsOfAConfiguration() {
    DuoClients clients = BENCH.open(clients());
    for (int i = 0; i < 20; i++) {
      UniversalPrompt next = prompt(clients, Bench.way(DUO), DUO.skey());
      assertThat(Replies.answer(next.healthCheck(LIMIT))).isPositive();
    }
    assertThat(DUO.requests().connectionsOpened()).isLessThanOrEqualTo(Bench.EVENT_LOOPS);
  }

  private static Page page() {
    return new PlainBrowser(RETURN)
        .trusting(DUO.clientContext())
        .open(prompt().address(TICKET, PromptParameters.NONE));
  }

  private static Page approval() {
    Page back = page().form("#prompt").press("#prompt-approve").submit();
    assertThat(back.parameter("state")).contains(TICKET.state().value());
    assertThat(back.parameter("tab")).contains("1");
    return back;
  }

  private static java.util.concurrent.CompletableFuture<Result<PromptAnswer>> exchange(Page back) {
    return prompt().exchange(code(back), TICKET, LIMIT);
  }

  private static Secret code(Page back) {
    return new Secret(back.parameter("duo_code").orElseThrow());
  }

  private static UniversalPrompt prompt() {
    return prompt(Bench.way(DUO), DUO.skey());
  }

  private static UniversalPrompt prompt(DuoConnection way, String secret) {
    return prompt(BENCH.open(clients()), way, secret);
  }

  private static UniversalPrompt prompt(DuoClients clients, DuoConnection way, String secret) {
    return clients.prompt(way, new DuoIntegration(DUO.ikey(), new Secret(secret), true));
  }

  private static DuoClients clients() {
    return new DuoClients(
        BENCH.vertx(),
        Clock.systemUTC(),
        (endpoint, result, took) -> {},
        SilentObserver.INSTANCE,
        Bench.KEYCLOAK);
  }
}
