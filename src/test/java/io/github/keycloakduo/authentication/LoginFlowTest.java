package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Enrolment;
import io.github.keycloakduo.mfa.EnrolmentStatus;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.WaitingPlace;
import io.github.keycloakduo.policy.DecisionTrace;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.Preselection;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
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
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LoginFlowTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
  private static final DecisionTrace NO_TRACE = new DecisionTrace(List.of(), List.of());
  private static final PolicyDecision EXEMPT =
      new PolicyDecision.Allow(Outcome.EXEMPT_USER, "listed", NO_TRACE);
  private static final PolicyDecision ASK =
      new PolicyDecision.AskDuo(new DuoUsername("al"), NO_TRACE);
  private static final Map<String, String> QUESTION =
      Map.of("question_1.key", "ticket", "question_1.prompt", "Ticket?");

  private final Duo duo = new Duo();
  private final LoginFlow flow =
      new LoginFlow(
          new AuthApiFlow(
              new Challenges(new NoStore(), Runnable::run, CLOCK),
              new NoStore(),
              (user, limit) -> true,
              new UnlimitedPasscodeAttempts(),
              CLOCK,
              time -> CompletableFuture.completedFuture(null)),
          new UniversalPromptFlow(
              new Challenges(new NoStore(), Runnable::run, CLOCK),
              new NoStore(),
              CLOCK,
              time -> CompletableFuture.completedFuture(null)),
          new OtherFactorFlow(new UnlimitedPasscodeAttempts()));
  private PolicyDecision decision = ASK;
  private RequiredAssurance assurance = RequiredAssurance.ANY;
  private DuoMfaSettings settings = settings(Map.of());
  private int decisions;
  private Optional<LoginState> stored = Optional.empty();

  @Test
  void letsAnExemptUserInWithoutAskingDuo() {
    decision = EXEMPT;

    LoginResult.Authenticated end = (LoginResult.Authenticated) on(new UserAction.Refresh());

    assertThat(end.details().outcome()).isEqualTo(Outcome.EXEMPT_USER);
    assertThat(end.username()).isEmpty();
    assertThat(end.isImmediate()).isTrue();
    assertThat(duo.asked).isZero();
  }

  /** What the request has read may be old then, and has to be looked at once more. */
  @Test
  void isNotImmediateOnceDuoWasAskedOrAPageWasShown() {
    duo.answer = new Result.Answered<>(new Preauth.Bypass("bypass user"));
    assertThat(((LoginResult.Authenticated) on(new UserAction.Refresh())).isImmediate()).isFalse();

    stored = Optional.empty();
    settings = settings(QUESTION);
    decision = EXEMPT;
    on(new UserAction.Refresh());
    LoginResult.Authenticated answered =
        (LoginResult.Authenticated) on(new UserAction.AnswerQuestions(Map.of("ticket", "4711")));
    assertThat(answered.isImmediate()).isFalse();
  }

  @Test
  void asksDuoAboutTheIdentityOfThePolicyAndAsksThePolicyOnce() {
    LoginResult first = on(new UserAction.Refresh());
    LoginResult second = on(new UserAction.Refresh());

    assertThat(first.username()).contains(new DuoUsername("al"));
    assertThat(second).isInstanceOf(LoginResult.FactorRequired.class);
    assertThat(decisions).isEqualTo(1);
    assertThat(duo.asked).isEqualTo(1);
  }

  @Test
  void asksThePolicyAnewAfterItHasRefused() {
    decision = new PolicyDecision.Deny(Outcome.SESSION_LIMIT, "full", NO_TRACE);
    assertThat(((LoginResult.Rejected) on(new UserAction.Refresh())).details().outcome())
        .isEqualTo(Outcome.SESSION_LIMIT);

    decision = EXEMPT;
    assertThat(on(new UserAction.Refresh())).isInstanceOf(LoginResult.Authenticated.class);
  }

  @Test
  void beginsAnewForAnotherUserOrAChangedConfiguration() {
    on(new UserAction.Refresh());
    settings = settings(Map.of("duo.timeout", "59"));
    decision = EXEMPT;

    assertThat(on(new UserAction.Refresh())).isInstanceOf(LoginResult.Authenticated.class);
  }

  @Test
  void asksTheQuestionsBeforeItLetsIn() {
    settings = settings(QUESTION);
    decision = EXEMPT;

    assertThat(on(new UserAction.Refresh())).isInstanceOf(LoginResult.QuestionsRequired.class);
    assertThat(on(new UserAction.Refresh())).isInstanceOf(LoginResult.QuestionsRequired.class);
    assertThat(on(new UserAction.SubmitFactor(new Secret("123456"), "", "")))
        .isInstanceOf(LoginResult.QuestionsRequired.class);
    LoginResult.QuestionsRequired again =
        (LoginResult.QuestionsRequired) on(new UserAction.AnswerQuestions(Map.of("ticket", " ")));
    assertThat(again.errors()).containsEntry("ticket", AnswerError.MISSING);
    LoginResult.Authenticated end =
        (LoginResult.Authenticated) on(new UserAction.AnswerQuestions(Map.of("ticket", "4711")));

    assertThat(end.answers()).containsExactly(Map.entry("ticket", "4711"));
    assertThat(end.details().outcome()).isEqualTo(Outcome.EXEMPT_USER);
    assertThat(decisions).isEqualTo(1);
  }

  @Test
  void letsDuosBypassIn() {
    duo.answer = new Result.Answered<>(new Preauth.Bypass("bypass user"));

    LoginResult.Authenticated end = (LoginResult.Authenticated) on(new UserAction.Refresh());

    assertThat(end.details().outcome()).isEqualTo(Outcome.BYPASS);
    assertThat(end.username()).contains(new DuoUsername("al"));
  }

  @Test
  void refusesDuosBypassInAStepUp() {
    assurance = RequiredAssurance.STEP_UP;
    duo.answer = new Result.Answered<>(new Preauth.Bypass("bypass user"));

    LoginResult.Rejected refused = (LoginResult.Rejected) on(new UserAction.Refresh());

    assertThat(refused.details().outcome()).isEqualTo(Outcome.DUO_DENIED);
    assertThat(((LoginResult.Rejected) on(new UserAction.Refresh())).firstReport()).isFalse();
  }

  @Test
  void failsOpenOnlyWhereNoFactorIsDemanded() {
    settings = settings(Map.of("duo.ignore_conn_err", "true"));
    duo.answer = Result.failed(Fault.Kind.REFUSED, "refused");
    assurance = RequiredAssurance.STEP_UP;
    assertThat(((LoginResult.Rejected) on(new UserAction.Refresh())).details().outcome())
        .isEqualTo(Outcome.UNREACHABLE);

    assurance = RequiredAssurance.ANY;
    stored = Optional.empty();
    assertThat(((LoginResult.Authenticated) on(new UserAction.Refresh())).details().outcome())
        .isEqualTo(Outcome.FAIL_OPEN);
  }

  @Test
  void neverForgetsThatAFactorWasStarted() {
    LoginState afterPush = LoginState.notStarted("u1", settings.fingerprint()).withFactorStarted();
    stored =
        Optional.of(
            afterPush.in(
                new LoginState.Phase.QuestionsPending(
                    OutcomeDetails.of(Outcome.APPROVED, ""), Optional.empty())));
    settings = settings(Map.of("duo.ignore_conn_err", "true"));
    duo.answer = Result.failed(Fault.Kind.REFUSED, "refused");

    assertThat(((LoginResult.Rejected) on(new UserAction.Refresh())).details().outcome())
        .isEqualTo(Outcome.UNREACHABLE);
  }

  @Test
  void beginsAnewAfterTroubleAtTheEndButNotAfterARefusal() {
    decision = EXEMPT;
    LoginResult.Authenticated end = (LoginResult.Authenticated) on(new UserAction.Refresh());

    stored = Optional.of(refusedAtTheEnd(end, Outcome.DUO_ERROR));
    assertThat(on(new UserAction.Refresh())).isInstanceOf(LoginResult.Authenticated.class);
    stored = Optional.of(refusedAtTheEnd(end, Outcome.SESSION_LIMIT));
    assertThat(((LoginResult.Rejected) on(new UserAction.Refresh())).firstReport()).isFalse();
  }

  private static LoginState refusedAtTheEnd(LoginResult.Authenticated end, Outcome outcome) {
    return end.rejected(OutcomeDetails.of(outcome, "at the end")).state();
  }

  private LoginResult on(UserAction action) {
    LoginResult result =
        flow.handle(context(settings, assurance, duo, this::decide, "scope"), stored, action);
    stored = Optional.of(result.state());
    return result;
  }

  static LoginContext context(
      DuoMfaSettings settings,
      RequiredAssurance assurance,
      DuoAuthApi duo,
      Supplier<PolicyDecision> policy,
      String lockScope) {
    LoginRequest login =
        new LoginRequest("u1", "alice", ClientIp.parse("192.0.2.7"), "bank", "Online banking");
    return new LoginContext(
        login,
        settings,
        assurance,
        duo,
        Optional.empty(),
        new UserCredentials.None(),
        offer -> Preselection.NONE,
        policy,
        new RecordedOutcomes(),
        settings.timeout(),
        false,
        settings.autopush(),
        lockScope,
        "tab",
        RequestTimeout.ofRequest());
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
    ConfigResult parsed =
        new SettingsParser(AllowedRoutes.DEFAULT).parse(options, none -> Optional.empty());
    return ((ConfigResult.Valid) parsed).settings();
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
        String identity, Optional<ClientIp> clientIp, Duration limit) {
      asked++;
      return CompletableFuture.completedFuture(answer);
    }

    @Override
    public CompletableFuture<Result<FactorAnswer>> auth(FactorRequest attempt, Duration limit) {
      throw new AssertionError("no factor is tried here");
    }

    @Override
    public CompletableFuture<Result<Enrolment>> enroll(
        String identity, Duration validity, Duration limit) {
      throw new AssertionError("no one is enrolled here");
    }

    @Override
    public CompletableFuture<Result<EnrolmentStatus>> enrollStatus(
        Enrolment enrolment, Duration limit) {
      throw new AssertionError("no one is enrolled here");
    }

    @Override
    public Optional<WaitingPlace> waitingPlace() {
      throw new AssertionError("no factor is tried here");
    }

    @Override
    public CompletableFuture<Result<FactorAnswer>> authStatus(String txid, Duration limit) {
      throw new AssertionError("no factor is tried here");
    }
  }

  /** No challenge is shared in these tests. */
  private static final class NoStore implements ChallengeStore {
    @Override
    public boolean tryLock(String key, Duration expiry) {
      throw new AssertionError();
    }

    @Override
    public boolean tryLock(String key, String challengeId, Duration expiry, Duration shorter) {
      throw new AssertionError();
    }

    @Override
    public void unlock(String key, String challengeId, String once, Duration expiry) {
      throw new AssertionError();
    }

    @Override
    public void unlock(String key) {
      throw new AssertionError();
    }

    @Override
    public void setCurrent(String key, String challengeId, Duration expiry) {
      throw new AssertionError();
    }

    @Override
    public Optional<String> current(String key) {
      throw new AssertionError();
    }

    @Override
    public void publish(ChallengeState state, Duration expiry) {
      throw new AssertionError();
    }

    @Override
    public Optional<ChallengeState> find(String challengeId) {
      return Optional.empty();
    }
  }
}
