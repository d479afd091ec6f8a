package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.Progress.Phase;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.PromptAnswer;
import io.github.keycloakduo.mfa.PromptReport;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
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
          Optional.of("192.0.2.1"));

  private final MutableClock clock = new MutableClock();
  private final FakeChallengeStore board = new FakeChallengeStore(clock);
  private final FakeDuo duo = new FakeDuo();
  private final Prompt prompt = new Prompt();
  private final Challenges here = new Challenges(board, Runnable::run, clock);
  private DuoMfaSettings settings = Samples.settings().build();
  private Progress progress = Progress.fresh("u1", settings.fingerprint());

  @Test
  void sendsToDuoWhenAllIsWellThere() {
    assertThat(look()).isInstanceOf(Reaction.Leave.class);

    assertThat(((Reaction.Leave) last).to()).isEqualTo(URI.create("https://duo.test/prompt"));
    assertThat(ticket().identity()).isEqualTo("al");
    assertThat(ticket().returnUri()).isEqualTo(RETURN);
    assertThat(progress.factorStarted()).isTrue();
  }

  @Test
  void letsInWhomDuoLetsInAndTellsWhatItReports() {
    look();
    prompt.exchanges.soon(new PromptAnswer.Allowed(PUSH));

    assertThat(back("code")).isInstanceOf(Reaction.Pass.class);

    OutcomeDetails ruling = ((Reaction.Pass) last).ruling();
    assertThat(ruling.outcome().id()).isEqualTo("approved");
    assertThat(ruling.factor()).contains(Factor.UNIVERSAL);
    assertThat(ruling.txid()).contains("TX1");
    assertThat(ruling.deviceId()).contains("DP1");
    assertThat(ruling.report()).contains(PUSH);
  }

  @Test
  void takesAnAnswerOnceWhereverItIsBrought() {
    look();
    Progress atPrompt = progress;
    back("code");
    assertThat(last).isInstanceOf(Reaction.AskPatience.class);

    // A second request that read the note before the first one wrote it, on another node.
    progress = atPrompt;
    Reaction second =
        on(
            conversation(new Challenges(board, Runnable::run, clock)),
            new UserAction.Returned(
                ticket().state(), Optional.of(new Secret("code")), Optional.empty()));

    assertThat(second).isInstanceOf(Reaction.AskPatience.class);
    assertThat(prompt.exchanges.count()).isEqualTo(1);
  }

  @Property
  void refusesEveryOtherStateWithoutAskingDuo(@ForAll String state) {
    look();
    Secret given = new Secret(state);
    if (ticket().state().equals(given)) {
      return;
    }
    UserAction.Returned returned =
        new UserAction.Returned(given, Optional.of(new Secret("code")), Optional.empty());

    assertThat(outcome(on(returned))).isEqualTo("duo_error");
    assertThat(prompt.exchanges.count()).isZero();
  }

  @Example
  void neverGivesOutTheSameStateOrNonceTwice() {
    Set<Secret> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      PromptRequest ticket = PromptStateFactory.issue("al", RETURN);
      assertThat(ticket.state().value()).matches("[A-Za-z0-9_-]{43}");
      assertThat(seen.add(ticket.state())).isTrue();
      assertThat(seen.add(ticket.nonce())).isTrue();
      assertThat(ticket.toString()).doesNotContain(ticket.state().value());
    }
  }

  @Test
  void sendsAgainOnceWhenTheAnswerComesTooLate() {
    look();
    clock.advance(UniversalPromptFlow.LONGEST_VISIT);
    PromptRequest first = ticket();

    assertThat(back("code")).isInstanceOf(Reaction.Leave.class);
    assertThat(ticket().state()).isNotEqualTo(first.state());
    clock.advance(UniversalPromptFlow.LONGEST_VISIT);
    assertThat(outcome(back("code"))).isEqualTo("cancelled");
    assertThat(prompt.exchanges.count()).isZero();
  }

  @Test
  void sendsAgainOnceWhenDuoDoesNotKnowTheCode() {
    look();
    prompt.exchanges.soon(new PromptAnswer.UnknownCode());
    prompt.exchanges.soon(new PromptAnswer.UnknownCode());

    assertThat(back("old")).isInstanceOf(Reaction.Leave.class);
    assertThat(outcome(back("old"))).isEqualTo("cancelled");
    assertThat(look()).isInstanceOf(Reaction.Leave.class);
  }

  @Test
  void sendsAgainOnceWhoeverComesBackWithoutAnAnswer() {
    look();

    assertThat(look()).isInstanceOf(Reaction.Leave.class);
    assertThat(outcome(look())).isEqualTo("cancelled");
  }

  @Test
  void tellsAnErrorOfDuosPageAsACancel() {
    look();

    Reaction end =
        on(
            new UserAction.Returned(
                ticket().state(), Optional.empty(), Optional.of("access_denied")));

    assertThat(outcome(end)).isEqualTo("cancelled");
    assertThat(((Reaction.Stop) end).news()).isTrue();
    assertThat(
            ((Reaction.Stop)
                    on(
                        new UserAction.Returned(
                            new Secret("x"), Optional.empty(), Optional.of("access_denied"))))
                .news())
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void neverOpensOnceTheUserWasSentToDuo(Fault.Kind fault) {
    settings = Samples.settings().failing(Samples.OPEN_ON_5XX).build();
    progress = Progress.fresh("u1", settings.fingerprint());
    look();
    prompt.exchanges.soonFails(fault);
    assertThat(outcome(back("code"))).isNotEqualTo("fail_open");

    prompt.health.clear();
    prompt.health.soonFails(fault);
    duo.pings().soonFails(Fault.Kind.REFUSED);
    assertThat(last).isInstanceOf(Reaction.Stop.class);
    assertThat(outcome(look())).isNotEqualTo("fail_open");
    assertThat(duo.pings().count()).isZero();
  }

  @Test
  void opensBeforeThatWhenThePingFailsToo() {
    settings = Samples.settings().failing(Samples.OPEN).build();
    progress = Progress.fresh("u1", settings.fingerprint());
    prompt.health.clear();
    prompt.health.soonFails(Fault.Kind.REFUSED);
    duo.pings().soonFails(Fault.Kind.REFUSED);

    assertThat(look()).isInstanceOf(Reaction.Pass.class);
    assertThat(((Reaction.Pass) last).ruling().outcome().id()).isEqualTo("fail_open");
  }

  @Test
  void givesUpAnExchangeOfANodeThatDied() {
    look();
    back("code");
    board.loseStates();
    UniversalPromptFlow survivor = conversation(new Challenges(board, Runnable::run, clock));

    assertThat(on(survivor, new UserAction.Look())).isInstanceOf(Reaction.AskPatience.class);
    clock.advance(Duration.ofSeconds(7));
    assertThat(outcome(on(survivor, new UserAction.Look()))).isEqualTo("unreachable");
    assertThat(prompt.exchanges.count()).isEqualTo(1);
  }

  @Test
  void hasAStandingForTheWaitingPage() {
    look();
    back("code");
    assertThat(WaitStatus.of(progress, here, clock.instant()).done()).isFalse();

    prompt.exchanges.answer(new PromptAnswer.Allowed(PUSH));

    assertThat(WaitStatus.of(progress, here, clock.instant()).done()).isTrue();
    assertThat(look()).isInstanceOf(Reaction.Pass.class);
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
            Optional.empty());
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
            Optional.empty());
    prompt.exchanges.soon(new PromptAnswer.Allowed(bypass));

    back("code");

    OutcomeDetails ruling = ((Reaction.Pass) last).ruling();
    assertThat(ruling.outcome().id()).isEqualTo("bypass");
    assertThat(ruling.factor()).isEmpty();
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
    Reaction end =
        conversation(here)
            .on(visit(Terms.ofCaller(Duration.ofSeconds(1))), progress, new UserAction.Look());

    assertThat(outcome(end)).isEqualTo("config_error");
    assertThat(((Reaction.Stop) end).ruling().detail()).contains("duo.mode", "universal", "form");
  }

  private Reaction last = new Reaction.Leave(progress, RETURN);

  private Reaction look() {
    return on(new UserAction.Look());
  }

  private Reaction back(String code) {
    return on(
        new UserAction.Returned(ticket().state(), Optional.of(new Secret(code)), Optional.empty()));
  }

  private Reaction on(UserAction move) {
    return on(conversation(here), move);
  }

  private Reaction on(UniversalPromptFlow conversation, UserAction move) {
    Terms terms = Terms.ofBrowser(settings).with(new PromptDoor(prompt, RETURN));
    last = conversation.on(visit(terms), progress, move);
    progress = last.progress();
    return last;
  }

  private Visit visit(Terms terms) {
    return new Visit(
        new LoginRequest("u1", "alice", Optional.empty(), "bank", "Bank"),
        new DuoUsername("al"),
        settings,
        duo,
        heard -> {},
        terms,
        "place",
        "tab");
  }

  private UniversalPromptFlow conversation(Challenges challenges) {
    return new UniversalPromptFlow(
        challenges, board, clock, pause -> CompletableFuture.completedFuture(null), Duration.ZERO);
  }

  private PromptRequest ticket() {
    return ((Phase.AtPrompt) progress.phase()).ticket();
  }

  private static String outcome(Reaction reaction) {
    return ((Reaction.Stop) reaction).ruling().outcome().id();
  }

  /** Duo's own page, always healthy unless told otherwise. */
  private static final class Prompt implements UniversalPrompt {
    private final Health health = new Health();
    private final PromptScenario<String, PromptAnswer> exchanges = new PromptScenario<>();

    @Override
    public CompletableFuture<Result<Long>> healthCheck(Duration limit) {
      return health.ask();
    }

    @Override
    public URI address(PromptRequest ticket) {
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
