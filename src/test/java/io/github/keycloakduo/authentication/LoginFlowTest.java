package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.policy.DecisionTrace;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.AllowedHosts;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ParsedSettings;
import io.github.keycloakduo.settings.SettingsParser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LoginFlowTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
  private static final DecisionTrace NO_TRAIL = new DecisionTrace(List.of(), List.of());
  private static final PolicyDecision EXEMPT =
      new PolicyDecision.Allow(Outcome.EXEMPT_USER, "listed", NO_TRAIL);
  private static final PolicyDecision ASK =
      new PolicyDecision.AskDuo(new DuoUsername("al"), NO_TRAIL);
  private static final Map<String, String> QUESTION =
      Map.of("question_1.key", "ticket", "question_1.prompt", "Ticket?");

  private final Duo duo = new Duo();
  private final LoginFlow line =
      new LoginFlow(
          new AuthApiFlow(
              new Challenges(new NoBoard(), Runnable::run, CLOCK),
              new NoBoard(),
              new Quotas((user, limit) -> true, new NoGuesses()),
              CLOCK,
              time -> CompletableFuture.completedFuture(null)),
          new UniversalPromptFlow(
              new Challenges(new NoBoard(), Runnable::run, CLOCK),
              new NoBoard(),
              CLOCK,
              time -> CompletableFuture.completedFuture(null)));
  private PolicyDecision decision = ASK;
  private RequiredAssurance assurance = RequiredAssurance.ANY;
  private DuoMfaSettings settings = settings(Map.of());
  private int decisions;
  private Optional<LoginProgress> stored = Optional.empty();

  @Test
  void letsAnExemptUserInWithoutAskingDuo() {
    decision = EXEMPT;

    NextStep.Finish end = (NextStep.Finish) on(new UserAction.Look());

    assertThat(end.ruling().outcome()).isEqualTo(Outcome.EXEMPT_USER);
    assertThat(end.identity()).isEmpty();
    assertThat(duo.asked).isZero();
  }

  @Test
  void asksDuoAboutTheIdentityOfThePolicyAndAsksThePolicyOnce() {
    NextStep first = on(new UserAction.Look());
    NextStep second = on(new UserAction.Look());

    assertThat(first.identity()).contains(new DuoUsername("al"));
    assertThat(((NextStep.Talk) second).reaction()).isInstanceOf(Reaction.AskFactor.class);
    assertThat(decisions).isEqualTo(1);
    assertThat(duo.asked).isEqualTo(1);
  }

  @Test
  void asksThePolicyAnewAfterItHasRefused() {
    decision = new PolicyDecision.Deny(Outcome.SESSION_LIMIT, "full", NO_TRAIL);
    assertThat(((NextStep.Refuse) on(new UserAction.Look())).ruling().outcome())
        .isEqualTo(Outcome.SESSION_LIMIT);

    decision = EXEMPT;
    assertThat(on(new UserAction.Look())).isInstanceOf(NextStep.Finish.class);
  }

  @Test
  void beginsAnewForAnotherUserOrAChangedConfiguration() {
    on(new UserAction.Look());
    settings = settings(Map.of("duo.timeout", "59"));
    decision = EXEMPT;

    assertThat(on(new UserAction.Look())).isInstanceOf(NextStep.Finish.class);
  }

  @Test
  void asksTheQuestionsBeforeItLetsIn() {
    settings = settings(QUESTION);
    decision = EXEMPT;

    assertThat(on(new UserAction.Look())).isInstanceOf(NextStep.AskAnswers.class);
    assertThat(on(new UserAction.Look())).isInstanceOf(NextStep.AskAnswers.class);
    assertThat(on(new UserAction.Submit("123456", "", ""))).isInstanceOf(NextStep.AskAnswers.class);
    NextStep.AskAnswers again =
        (NextStep.AskAnswers) on(new UserAction.Answer(Map.of("ticket", " ")));
    assertThat(again.mistakes()).containsEntry("ticket", AnswerError.MISSING);
    NextStep.Finish end = (NextStep.Finish) on(new UserAction.Answer(Map.of("ticket", "4711")));

    assertThat(end.answers()).containsExactly(Map.entry("ticket", "4711"));
    assertThat(end.ruling().outcome()).isEqualTo(Outcome.EXEMPT_USER);
    assertThat(decisions).isEqualTo(1);
  }

  @Test
  void letsDuosBypassIn() {
    duo.answer = new Result.Answered<>(new Preauth.Bypass("bypass user"));

    NextStep.Finish end = (NextStep.Finish) on(new UserAction.Look());

    assertThat(end.ruling().outcome()).isEqualTo(Outcome.BYPASS);
    assertThat(end.identity()).contains(new DuoUsername("al"));
  }

  @Test
  void refusesDuosBypassInAStepUp() {
    assurance = RequiredAssurance.STEP_UP;
    duo.answer = new Result.Answered<>(new Preauth.Bypass("bypass user"));

    NextStep.Refuse refused = (NextStep.Refuse) on(new UserAction.Look());

    assertThat(refused.ruling().outcome()).isEqualTo(Outcome.DUO_DENIED);
    assertThat(((NextStep.Refuse) on(new UserAction.Look())).news()).isFalse();
  }

  @Test
  void failsOpenOnlyWhereNoFactorIsDemanded() {
    settings = settings(Map.of("duo.ignore_conn_err", "true"));
    duo.answer = Result.failed(Fault.Kind.REFUSED, "refused");
    assurance = RequiredAssurance.STEP_UP;
    NextStep.Talk closed = (NextStep.Talk) on(new UserAction.Look());
    assertThat(((Reaction.Stop) closed.reaction()).ruling().outcome())
        .isEqualTo(Outcome.UNREACHABLE);

    assurance = RequiredAssurance.ANY;
    stored = Optional.empty();
    assertThat(((NextStep.Finish) on(new UserAction.Look())).ruling().outcome())
        .isEqualTo(Outcome.FAIL_OPEN);
  }

  @Test
  void neverForgetsThatAFactorWasStarted() {
    LoginProgress afterPush =
        new LoginProgress(
            "u1",
            settings.fingerprint(),
            false,
            new LoginProgress.Where.WithDuo(
                new DuoUsername("al"),
                Progress.fresh("u1", settings.fingerprint()).withFactorStarted()));
    stored =
        Optional.of(
            afterPush.at(
                new LoginProgress.Where.AtQuestions(
                    OutcomeDetails.of(Outcome.APPROVED, ""), Optional.empty())));
    settings = settings(Map.of("duo.ignore_conn_err", "true"));
    duo.answer = Result.failed(Fault.Kind.REFUSED, "refused");

    NextStep.Talk closed = (NextStep.Talk) on(new UserAction.Look());

    assertThat(((Reaction.Stop) closed.reaction()).ruling().outcome())
        .isEqualTo(Outcome.UNREACHABLE);
  }

  @Test
  void beginsAnewAfterTroubleAtTheEndButNotAfterARefusal() {
    decision = EXEMPT;
    NextStep.Finish end = (NextStep.Finish) on(new UserAction.Look());

    stored = Optional.of(refusedAtTheEnd(end, Outcome.DUO_ERROR));
    assertThat(on(new UserAction.Look())).isInstanceOf(NextStep.Finish.class);
    stored = Optional.of(refusedAtTheEnd(end, Outcome.SESSION_LIMIT));
    assertThat(((NextStep.Refuse) on(new UserAction.Look())).news()).isFalse();
  }

  private static LoginProgress refusedAtTheEnd(NextStep.Finish end, Outcome outcome) {
    return LoginFlow.refuse(end, OutcomeDetails.of(outcome, "at the end")).progress();
  }

  private NextStep on(UserAction move) {
    LoginRequest login =
        new LoginRequest("u1", "alice", Optional.of("192.0.2.7"), "bank", "Online banking");
    NextStep next =
        line.on(
            new Arrival(
                login,
                settings,
                assurance,
                duo,
                this::decide,
                heard -> {},
                Terms.ofBrowser(settings),
                "place",
                "tab"),
            stored,
            move);
    stored = Optional.of(next.progress());
    return next;
  }

  private PolicyDecision decide() {
    decisions++;
    return decision;
  }

  static DuoMfaSettings settings(Map<String, String> changes) {
    Map<String, String> options =
        new HashMap<>(
            Map.of("duo.ikey", "DI", "duo.skey", "key", "duo.host", "api-1.duosecurity.com"));
    options.putAll(changes);
    ParsedSettings parsed =
        new SettingsParser(AllowedHosts.parse("")).parse(options, none -> Optional.empty());
    return ((ParsedSettings.Valid) parsed).settings();
  }

  /** A Duo that answers preauth as the test says, and is out of reach for a ping. */
  static final class Duo implements DuoAuthApi {
    private Result<Preauth> answer =
        new Result.Answered<>(new Preauth.Challenge(List.of(), Optional.empty()));
    private int asked;

    @Override
    public CompletableFuture<Result<Long>> ping(Duration limit) {
      return CompletableFuture.completedFuture(Result.failed(Fault.Kind.REFUSED, "refused"));
    }

    @Override
    public CompletableFuture<Result<Long>> check(Duration limit) {
      throw new AssertionError("no login asks this");
    }

    @Override
    public CompletableFuture<Result<Preauth>> preauth(
        String identity, Optional<String> clientIp, Duration limit) {
      asked++;
      return CompletableFuture.completedFuture(answer);
    }

    @Override
    public CompletableFuture<Result<FactorAnswer>> auth(FactorRequest attempt, Duration limit) {
      throw new AssertionError("no factor is tried here");
    }

    @Override
    public CompletableFuture<Result<FactorAnswer>> authStatus(String txid, Duration limit) {
      throw new AssertionError("no factor is tried here");
    }
  }

  /** No challenge is shared in these tests. */
  private static final class NoBoard implements ChallengeStore {
    @Override
    public boolean claim(String place, Duration holds) {
      throw new AssertionError();
    }

    @Override
    public void release(String place) {
      throw new AssertionError();
    }

    @Override
    public void point(String place, String challengeId, Duration keep) {
      throw new AssertionError();
    }

    @Override
    public Optional<String> pointed(String place) {
      throw new AssertionError();
    }

    @Override
    public void publish(ChallengeState state, Duration keep) {
      throw new AssertionError();
    }

    @Override
    public Optional<ChallengeState> find(String challengeId) {
      return Optional.empty();
    }
  }
}
