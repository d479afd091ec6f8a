package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.LoginState.Phase;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.PromptAnswer;
import io.github.keycloakduo.mfa.PromptParameters;
import io.github.keycloakduo.mfa.PromptReport;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.policy.DecisionTrace;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.Preselection;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The talk on Duo's own page. */
class UniversalPromptFlowTest {
  private static final URI RETURN =
      URI.create("https://kc.test/realms/r/duo-mfa/callback?tab_id=1");
  private static final PromptReport PUSH =
      new PromptReport(
          Optional.of("duo_push"),
          Optional.of("user_approved"),
          Optional.of("TX1"),
          Optional.of("DP1"),
          ClientIp.parse("192.0.2.1"),
          List.of());

  private final MutableClock clock = new MutableClock();
  private final FakeChallengeStore board = new FakeChallengeStore(clock);
  private final FakeDuo duo = new FakeDuo();
  private final Prompt prompt = new Prompt();
  private final Challenges here = new Challenges(board, Runnable::run, clock);
  private DuoMfaSettings settings = Samples.settings().atUniversalPrompt().build();
  private RequiredAssurance assurance = RequiredAssurance.ANY;
  private UserCredentials credentials = new UserCredentials.None();
  private LoginState state = LoginState.notStarted("u1", settings.fingerprint());

  @Test
  void sendsToDuoWhenAllIsWellThere() {
    assertThat(look()).isInstanceOf(LoginResult.Redirect.class);

    assertThat(((LoginResult.Redirect) last).to()).isEqualTo(URI.create("https://duo.test/prompt"));
    assertThat(ticket().identity()).isEqualTo("al");
    assertThat(ticket().returnUri()).isEqualTo(RETURN);
    assertThat(state.factorStarted()).isTrue();
  }

  @Test
  void tellsDuoTheNamesOfApplicationAndUserUnlessTheyAreNotToBeTold() {
    look();
    assertThat(prompt.parameters)
        .isEqualTo(new PromptParameters(false, Optional.of("Bank"), Optional.of("alice")));

    settings = Samples.settings().atUniversalPrompt().withoutPushInfo().build();
    state = LoginState.notStarted("u1", settings.fingerprint());
    look();
    assertThat(prompt.parameters).isEqualTo(PromptParameters.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void hasDuoAskAgainWhereAnEarlierMfaDoesNotCount(RequiredAssurance required) {
    assurance = required;
    look();

    assertThat(prompt.parameters.reauthentication()).isEqualTo(required != RequiredAssurance.ANY);
    // And so when the browser is sent there once more.
    look();
    assertThat(prompt.parameters.reauthentication()).isEqualTo(required != RequiredAssurance.ANY);
  }

  @Test
  void letsInWhomDuoLetsInAndTellsWhatItReports() {
    look();
    prompt.exchanges.soon(new PromptAnswer.Allowed(PUSH));

    assertThat(back("code")).isInstanceOf(LoginResult.Authenticated.class);

    OutcomeDetails details = ((LoginResult.Authenticated) last).details();
    assertThat(details.outcome().id()).isEqualTo("approved");
    assertThat(details.factor()).contains(Factor.UNIVERSAL);
    assertThat(details.txid()).contains("TX1");
    assertThat(details.deviceId()).contains("DP1");
    assertThat(details.report()).contains(PUSH);
  }

  @Test
  void takesAnAnswerOnceWhereverItIsBrought() {
    look();
    LoginState atPrompt = state;
    back("code");
    assertThat(last).isInstanceOf(LoginResult.Pending.class);

    // A second request that read the note before the first one wrote it, on another node.
    state = atPrompt;
    LoginResult second =
        on(
            flow(new Challenges(board, Runnable::run, clock)),
            new UserAction.PromptCallback(
                ticket().state(), Optional.of(new Secret("code")), Optional.empty()));

    assertThat(second).isInstanceOf(LoginResult.Pending.class);
    assertThat(prompt.exchanges.count()).isEqualTo(1);
  }

  @Property
  void refusesEveryOtherStateWithoutAskingDuo(@ForAll String state) {
    look();
    Secret given = new Secret(state);
    if (ticket().state().equals(given)) {
      return;
    }
    UserAction.PromptCallback returned =
        new UserAction.PromptCallback(given, Optional.of(new Secret("code")), Optional.empty());

    assertThat(outcome(on(returned))).isEqualTo("duo_error");
    assertThat(prompt.exchanges.count()).isZero();
  }

  @Example
  void neverGivesOutTheSameStateOrNonceTwice() {
    Set<Secret> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      PromptRequest ticket = PromptStateFactory.request(new DuoUsername("al"), RETURN);
      assertThat(ticket.state().value()).matches("[A-Za-z0-9_-]{43}");
      assertThat(seen.add(ticket.state())).isTrue();
      assertThat(seen.add(ticket.nonce())).isTrue();
      assertThat(ticket.toString()).doesNotContain(ticket.state().value());
    }
  }

  @Test
  void sendsAgainOnceWhenTheAnswerComesTooLate() {
    look();
    clock.advance(PromptCodeExchange.MAX_VISIT);
    PromptRequest first = ticket();

    assertThat(back("code")).isInstanceOf(LoginResult.Redirect.class);
    assertThat(ticket().state()).isNotEqualTo(first.state());
    clock.advance(PromptCodeExchange.MAX_VISIT);
    assertThat(outcome(back("code"))).isEqualTo("cancelled");
    assertThat(prompt.exchanges.count()).isZero();
  }

  @Test
  void sendsAgainOnceWhenDuoDoesNotKnowTheCode() {
    look();
    prompt.exchanges.soon(new PromptAnswer.UnknownCode());
    prompt.exchanges.soon(new PromptAnswer.UnknownCode());

    assertThat(back("old")).isInstanceOf(LoginResult.Redirect.class);
    assertThat(outcome(back("old"))).isEqualTo("cancelled");
    assertThat(look()).isInstanceOf(LoginResult.Redirect.class);
  }

  @Test
  void sendsAgainOnceWhoeverComesBackWithoutAnAnswer() {
    look();

    assertThat(look()).isInstanceOf(LoginResult.Redirect.class);
    assertThat(outcome(look())).isEqualTo("cancelled");
  }

  @Test
  void tellsAnErrorOfDuosPageAsACancel() {
    look();

    LoginResult end =
        on(
            new UserAction.PromptCallback(
                ticket().state(), Optional.empty(), Optional.of("access_denied")));

    assertThat(outcome(end)).isEqualTo("cancelled");
    assertThat(((LoginResult.Rejected) end).firstReport()).isTrue();
    assertThat(
            ((LoginResult.Rejected)
                    on(
                        new UserAction.PromptCallback(
                            new Secret("x"), Optional.empty(), Optional.of("access_denied"))))
                .firstReport())
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void neverOpensOnceTheUserWasSentToDuo(Fault.Kind fault) {
    settings = Samples.settings().atUniversalPrompt().failing(Samples.OPEN_ON_5XX).build();
    state = LoginState.notStarted("u1", settings.fingerprint());
    look();
    prompt.exchanges.soonFails(fault);
    assertThat(outcome(back("code"))).isNotEqualTo("fail_open");

    prompt.health.clear();
    prompt.health.soonFails(fault);
    duo.pings().soonFails(Fault.Kind.REFUSED);
    assertThat(last).isInstanceOf(LoginResult.Rejected.class);
    assertThat(outcome(look())).isNotEqualTo("fail_open");
    assertThat(duo.pings().count()).isZero();
  }

  @Test
  void opensBeforeThatWhenThePingFailsToo() {
    settings = Samples.settings().atUniversalPrompt().failing(Samples.OPEN).build();
    state = LoginState.notStarted("u1", settings.fingerprint());
    prompt.health.clear();
    prompt.health.soonFails(Fault.Kind.REFUSED);
    duo.pings().soonFails(Fault.Kind.REFUSED);

    assertThat(look()).isInstanceOf(LoginResult.Authenticated.class);
    assertThat(((LoginResult.Authenticated) last).details().outcome().id()).isEqualTo("fail_open");
  }

  @Test
  void givesUpAnExchangeOfANodeThatDied() {
    look();
    back("code");
    board.loseStates();
    LoginFlow survivor = flow(new Challenges(board, Runnable::run, clock));

    assertThat(on(survivor, new UserAction.Refresh())).isInstanceOf(LoginResult.Pending.class);
    clock.advance(Duration.ofSeconds(7));
    assertThat(outcome(on(survivor, new UserAction.Refresh()))).isEqualTo("unreachable");
    assertThat(prompt.exchanges.count()).isEqualTo(1);
  }

  @Test
  void hasAStandingForTheWaitingPage() {
    look();
    back("code");
    assertThat(WaitStatus.of(state, here, clock.instant()).done()).isFalse();

    prompt.exchanges.answer(new PromptAnswer.Allowed(PUSH));

    assertThat(WaitStatus.of(state, here, clock.instant()).done()).isTrue();
    assertThat(look()).isInstanceOf(LoginResult.Authenticated.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"phone_call", "webauthn_security_key", "something_new"})
  void keepsOutWhoUsedAnotherWayThanTheConfigured(String factor) {
    look();
    PromptReport other =
        new PromptReport(
            Optional.of(factor),
            Optional.of("user_approved"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    prompt.exchanges.soon(new PromptAnswer.Allowed(other));

    assertThat(outcome(back("code"))).isEqualTo("factor_not_allowed");
  }

  @Test
  void namesNoFactorWhereDuoAskedForNone() {
    look();
    PromptReport bypass =
        new PromptReport(
            Optional.empty(),
            Optional.of("bypass_user"),
            Optional.of("TX1"),
            Optional.empty(),
            Optional.empty(),
            List.of());
    prompt.exchanges.soon(new PromptAnswer.Allowed(bypass));

    back("code");

    OutcomeDetails details = ((LoginResult.Authenticated) last).details();
    assertThat(details.outcome().id()).isEqualTo("bypass");
    assertThat(details.factor()).isEmpty();
  }

  @Test
  void keepsOutForGoodWhomDuoDenies() {
    look();
    prompt.exchanges.soon(new PromptAnswer.Denied("no", PUSH));

    assertThat(outcome(back("code"))).isEqualTo("denied");
    assertThat(outcome(look())).isEqualTo("denied");
    assertThat(prompt.health.count()).isEqualTo(1);
  }

  @Test
  void refusesWhereNobodyCanBeSentToDuo() {
    LoginResult end =
        flow(here).handle(context(Optional.empty()), Optional.of(state), new UserAction.Refresh());

    assertThat(outcome(end)).isEqualTo("config_error");
    assertThat(((LoginResult.Rejected) end).details().detail())
        .contains("duo.mode", "universal", "form");
  }

  private LoginResult last = new LoginResult.Redirect(state, Optional.empty(), RETURN);

  private LoginResult look() {
    return on(new UserAction.Refresh());
  }

  private LoginResult back(String code) {
    return on(
        new UserAction.PromptCallback(
            ticket().state(), Optional.of(new Secret(code)), Optional.empty()));
  }

  private LoginResult on(UserAction action) {
    return on(flow(here), action);
  }

  private LoginResult on(LoginFlow flow, UserAction action) {
    LoginContext.PromptClient client = new LoginContext.PromptClient(prompt, RETURN);
    last = flow.handle(context(Optional.of(client)), Optional.of(state), action);
    state = last.state();
    return last;
  }

  private LoginContext context(Optional<LoginContext.PromptClient> client) {
    return new LoginContext(
        new LoginRequest("u1", "alice", Optional.empty(), "bank", "Bank"),
        settings,
        assurance,
        duo,
        client,
        credentials,
        offer -> Preselection.NONE,
        () ->
            new PolicyDecision.AskDuo(
                new DuoUsername("al"), new DecisionTrace(List.of(), List.of())),
        new RecordedOutcomes(),
        settings.timeout(),
        false,
        settings.autopush(),
        "scope",
        "tab",
        new RequestTimeout(Duration.ZERO));
  }

  private LoginFlow flow(Challenges challenges) {
    Delay delay = time -> CompletableFuture.completedFuture(null);
    return new LoginFlow(
        new AuthApiFlow(challenges, board, board, board, clock, delay),
        new UniversalPromptFlow(challenges, board, clock, delay),
        new OtherFactorFlow(board));
  }

  private PromptRequest ticket() {
    return ((Phase.PromptPending) state.phase()).request();
  }

  private static String outcome(LoginResult result) {
    return ((LoginResult.Rejected) result).details().outcome().id();
  }

  /** Duo's own page, always healthy unless told otherwise. */
  private static final class Prompt implements UniversalPrompt {
    private final Health health = new Health();
    private PromptParameters parameters = PromptParameters.NONE;
    private final RecordedCalls<String, PromptAnswer> exchanges = new RecordedCalls<>();

    @Override
    public CompletableFuture<Result<Long>> healthCheck(Duration limit) {
      return health.ask();
    }

    @Override
    public URI address(PromptRequest ticket, PromptParameters told) {
      parameters = told;
      return URI.create("https://duo.test/prompt");
    }

    @Override
    public CompletableFuture<Result<PromptAnswer>> exchange(
        Secret code, PromptRequest ticket, Duration limit) {
      return exchanges.ask(code.value(), limit);
    }
  }

  private static final class Health {
    private Result<Long> reply = new Result.Answered<>(1L);
    private int asked;

    void clear() {
      asked = 0;
    }

    void soonFails(Fault.Kind kind) {
      reply = Result.failed(kind, "as the test wants");
    }

    int count() {
      return asked;
    }

    CompletableFuture<Result<Long>> ask() {
      asked++;
      return CompletableFuture.completedFuture(reply);
    }
  }
}
