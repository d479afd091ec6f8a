package io.github.keycloakduo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakduo.authentication.ChallengeState;
import io.github.keycloakduo.authentication.FactorListener;
import io.github.keycloakduo.authentication.LoginContext;
import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.RequestTimeout;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.authentication.UserCredentials;
import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.VerifiedPush;
import io.github.keycloakduo.policy.FactorOffer;
import io.github.keycloakduo.policy.Preselection;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.SettingsParser;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GatewayLoginTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final Device PHONE = new Device("DP1", "Phone", Set.of(Factor.PUSH));
  private static final Optional<VerifiedPush> VERIFIED =
      Optional.of(new VerifiedPush("tx", "708214", NOON.plusSeconds(60)));
  private static final DuoUsername ALICE = new DuoUsername("alice");
  private static final DirectGrantParameters CODE =
      new DirectGrantParameters(new Secret("123456"), "", "", Map.of(), true);

  private static final DirectGrantParameters NOTHING_SENT =
      new DirectGrantParameters(new Secret(""), "", "", Map.of(), true);

  private static final LoginState.Phase EXEMPT =
      new LoginState.Phase.QuestionsPending(
          OutcomeDetails.of(Outcome.EXEMPT_USER, "listed"), Optional.empty());

  private final Map<String, String> options = new HashMap<>();
  private int atOnce;
  private final List<LoginContext> contexts = new ArrayList<>();
  private final List<UserAction> actions = new ArrayList<>();
  private final GatewayLogin login = new GatewayLogin(this::handle, this::handleAtOnce, CLOCK);
  private LoginResult first =
      factorRequired(List.of(Factor.PUSH, Factor.PASSCODE), Optional.empty());
  private Supplier<CompletableFuture<LoginResult>> second =
      () -> CompletableFuture.completedFuture(authenticated());

  private CompletableFuture<LoginResult> handle(
      LoginContext context, Optional<LoginState> stored, UserAction action) {
    contexts.add(context);
    actions.add(action);
    return action.isRefresh() ? CompletableFuture.completedFuture(first) : second.get();
  }

  private CompletableFuture<LoginResult> handleAtOnce(
      LoginContext context, Optional<LoginState> stored, UserAction action) {
    atOnce++;
    return handle(context, stored, action);
  }

  @Test
  void withoutAWaitItHandsTheWaitBack() {
    second = () -> CompletableFuture.completedFuture(pending());

    assertThat(call(with(Map.of(), false), 1)).isInstanceOf(LoginResult.Pending.class);
    assertThat(atOnce).isEqualTo(2);
  }

  @Test
  void aCodeForAnotherFactorIsCheckedInTheThreadOfTheRequest() {
    first = otherFactor(List.of());
    LoginResult asked = otherFactor(List.of(Factor.OTP));
    List<UserAction> atRequest = new ArrayList<>();
    GatewayLogin gateway =
        new GatewayLogin(
            this::handle,
            (context, stored, action) -> {
              atRequest.add(action);
              return CompletableFuture.completedFuture(
                  action.otherFactor().isPresent() ? authenticated() : asked);
            },
            CLOCK);

    assertThat(gateway.handle(context(), Optional.empty(), CODE, 1)).isEqualTo(authenticated());
    assertThat(atRequest).hasSize(2).first().matches(UserAction::isRefresh);
    assertThat(gateway.handle(context(), Optional.empty(), NOTHING_SENT, 1)).isEqualTo(asked);
  }

  @Test
  void aWordOfDuosIsNoCodeForAnotherFactor() {
    first = otherFactor(List.of(Factor.OTP));
    DirectGrantParameters word =
        new DirectGrantParameters(new Secret("push"), "", "", Map.of(), true);

    assertThat(call(word, 1)).isEqualTo(first);
    assertThat(actions).hasSize(1);
  }

  @Test
  void noCodeForAnotherFactorIsCheckedWhileAQuestionIsOpen() {
    options.putAll(Map.of("question_1.key", "ticket", "question_1.prompt", "Ticket?"));
    first = otherFactor(List.of(Factor.OTP));

    assertThat(call(CODE, 1)).isInstanceOf(LoginResult.QuestionsRequired.class);
    assertThat(actions).hasSize(1);
  }

  private static LoginResult otherFactor(List<Factor> factors) {
    LoginState.Phase phase =
        new LoginState.Phase.OtherFactorPending(ALICE, "no answer", Optional.empty());
    return new LoginResult.OtherFactorRequired(
        new LoginState("u1", "config", false, false, false, phase),
        Optional.of(ALICE),
        factors,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void withoutAWaitItOnlyLooksWhereNoSeatIsLeftWhileDuoIsSlow() {
    first = pending();

    assertThat(call(with(Map.of(), false), 0)).isEqualTo(first);
    assertThat(actions).hasSize(1);
    call(with(Map.of(), false), 1);
    assertThat(actions).hasSize(3);
  }

  @Test
  void withoutAWaitWhoNeedsNothingOfDuoNeedsNoSeat() {
    first = authenticated();

    assertThat(call(with(Map.of(), false), 0)).isEqualTo(first);
  }

  @Test
  void aCallThatFindsNoSeatLeavesTheAnswerToALaterOne() {
    List<Optional<LoginState>> waited = new ArrayList<>();
    GatewayLogin gateway =
        new GatewayLogin(
            (context, stored, action) -> {
              waited.add(stored);
              return new CompletableFuture<>();
            },
            (context, stored, action) -> CompletableFuture.completedFuture(pending()),
            CLOCK);

    assertThat(refused(gateway.handle(context(), Optional.of(pending().state()), NOTHING_SENT, 0)))
        .isEqualTo(Outcome.RATE_LIMITED);
    assertThat(waited).isEmpty();
  }

  @Test
  void whoOnlyComesBackForAnAnswerNeedsNoSeat() {
    first = pending();

    assertThat(login.handle(context(), Optional.of(first.state()), with(Map.of(), false), 0))
        .isEqualTo(first);
  }

  @Test
  void withoutAWaitAFactorMayTakeTheWholeTimeout() {
    call(with(Map.of(), false), 1);

    assertThat(contexts).extracting(LoginContext::timeout).containsOnly(settings().timeout());
  }

  @Test
  void contactsNobodyAndChecksNoCodeWhileAQuestionIsOpen() {
    options.put("question_1.key", "ticket");
    options.put("question_1.prompt", "Ticket?");

    for (DirectGrantParameters open :
        List.of(CODE, NOTHING_SENT, with(Map.of("ticket", " "), true), with(Map.of(), false))) {
      LoginResult.QuestionsRequired required = (LoginResult.QuestionsRequired) call(open, 1);
      assertThat(required.errors()).containsOnlyKeys("ticket");
      assertThat(required.state()).isEqualTo(first.state());
    }
    assertThat(actions).allMatch(UserAction::isRefresh);
    assertThat(call(with(Map.of("ticket", "4711"), true), 1))
        .isInstanceOf(LoginResult.Authenticated.class);
  }

  @Test
  void asksForACodeBeforeItAsksTheQuestions() {
    options.put("question_1.key", "ticket");
    options.put("question_1.prompt", "Ticket?");
    first = factorRequired(List.of(Factor.PASSCODE), Optional.empty());

    assertThat(call(NOTHING_SENT, 1)).isEqualTo(first);
  }

  @Test
  void looksAtNoRunningFactorWhileAQuestionIsOpen() {
    options.put("question_1.key", "ticket");
    options.put("question_1.prompt", "Ticket?");
    LoginState running = pending().state();

    LoginResult result = login.handle(context(), Optional.of(running), with(Map.of(), false), 1);

    assertThat(result.state()).isEqualTo(running);
    assertThat(actions).isEmpty();
  }

  @Test
  void sendsNothingAgainWhenTheLoginHasLostItsRequest() {
    for (LoginResult.Hint hint : LoginResult.Hint.values()) {
      LoginResult.FactorRequired required =
          factorRequired(List.of(Factor.PUSH, Factor.PASSCODE), Optional.empty());
      first =
          new LoginResult.FactorRequired(
              required.state(),
              required.username(),
              required.offer(),
              required.smsSent(),
              Optional.empty(),
              Optional.of(hint));

      assertThat(call(NOTHING_SENT, 1)).isEqualTo(first);
    }
    assertThat(actions).allMatch(UserAction::isRefresh);
  }

  @Test
  void whoComesBackToWaitForAPersonNeedsASeatOfThose() throws InterruptedException {
    CompletableFuture<LoginResult> answer = new CompletableFuture<>();
    CountDownLatch waits = new CountDownLatch(1);
    GatewayLogin gateway =
        new GatewayLogin(
            (context, stored, action) ->
                stored.filter(LoginState::awaitsFactor).isPresent()
                    ? answer
                    : handle(context, stored, action),
            (context, stored, action) ->
                CompletableFuture.completedFuture(answer.isDone() ? answer.join() : pending()),
            CLOCK);
    second =
        () -> {
          waits.countDown();
          return answer;
        };
    CompletableFuture<LoginResult> seated =
        CompletableFuture.supplyAsync(
            () -> gateway.handle(context(), Optional.empty(), NOTHING_SENT, 1));
    waits.await();

    Optional<LoginState> running = Optional.of(pending().state());
    assertThat(refused(gateway.handle(context(), running, NOTHING_SENT, 1)))
        .isEqualTo(Outcome.RATE_LIMITED);
    answer.complete(authenticated());
    assertThat(seated.join()).isInstanceOf(LoginResult.Authenticated.class);
    assertThat(gateway.handle(context(), running, NOTHING_SENT, 1))
        .isInstanceOf(LoginResult.Authenticated.class);
  }

  @Test
  void goesOnWithWhatTheGatewayHasSent() {
    assertThat(call(CODE, 1)).isInstanceOf(LoginResult.Authenticated.class);

    assertThat(actions)
        .containsExactly(
            new UserAction.Refresh(), new UserAction.SubmitFactor(new Secret("123456"), "", ""));
  }

  @Test
  void leavesDuoLessTimeThanTheCallHas() {
    call(CODE, 1);

    assertThat(contexts)
        .hasSize(2)
        .extracting(LoginContext::timeout)
        .containsOnly(settings().timeout().minus(Duration.ofSeconds(1)));
  }

  /** D28: the caller's own bound may be tighter than the option. */
  @Test
  void keepsToTheTimeOfItsCaller() {
    login.handle(context().withTimeout(Duration.ofSeconds(20)), Optional.empty(), CODE, 1);

    assertThat(contexts)
        .hasSize(2)
        .extracting(LoginContext::timeout)
        .containsOnly(Duration.ofSeconds(19));
  }

  @Test
  void answersTheQuestionsWithWhatTheGatewayHasSent() {
    LoginResult questions =
        new LoginResult.QuestionsRequired(
            LoginState.notStarted("u1", "config").in(EXEMPT),
            Optional.of(ALICE),
            List.of(),
            Map.of(),
            Map.of());
    first = questions;

    assertThat(call(CODE, 1)).isEqualTo(questions);
    actions.clear();
    assertThat(
            call(
                new DirectGrantParameters(new Secret(""), "", "", Map.of("ticket", "4711"), true),
                1))
        .isInstanceOf(LoginResult.Authenticated.class);
    assertThat(actions)
        .containsExactly(
            new UserAction.Refresh(), new UserAction.AnswerQuestions(Map.of("ticket", "4711")));
  }

  @Test
  void sendsNothingAfterARejectedFactor() {
    LoginResult.FactorRequired required =
        factorRequired(List.of(Factor.PUSH, Factor.PASSCODE), Optional.empty());
    first =
        new LoginResult.FactorRequired(
            required.state(),
            required.username(),
            required.offer(),
            required.smsSent(),
            Optional.of(OutcomeDetails.of(Outcome.DENIED, "")),
            Optional.empty());

    assertThat(call(CODE, 1)).isEqualTo(first);
    assertThat(actions).containsExactly(new UserAction.Refresh());
  }

  @Test
  void whoNeedsNothingOfDuoNeedsNoSeat() {
    first = authenticated();

    assertThat(call(CODE, 0)).isEqualTo(first);
  }

  @Test
  void aMistakeOnTheWayLeavesTheSeatToTheNextCall() {
    second =
        () -> {
          throw new IllegalStateException("the store is away");
        };
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> call(CODE, 1)).hasMessage("the store is away");
      assertThatThrownBy(() -> call(DirectGrantParameters.push(), 1))
          .hasMessage("the store is away");
    }

    second = () -> CompletableFuture.completedFuture(authenticated());
    assertThat(call(CODE, 1)).isInstanceOf(LoginResult.Authenticated.class);
    assertThat(call(DirectGrantParameters.push(), 1)).isInstanceOf(LoginResult.Authenticated.class);
  }

  @Test
  void whoFindsNoSeatSpendsNoPasscodeAndDisturbsNobody() throws InterruptedException {
    assertThat(refused(call(CODE, 0))).isEqualTo(Outcome.RATE_LIMITED);
    assertThat(refused(call(DirectGrantParameters.push(), 0))).isEqualTo(Outcome.RATE_LIMITED);
    assertThat(actions).allMatch(UserAction.Refresh.class::isInstance);

    CompletableFuture<LoginResult> slow = new CompletableFuture<>();
    CountDownLatch waits = new CountDownLatch(1);
    second =
        () -> {
          waits.countDown();
          return slow;
        };
    CompletableFuture<LoginResult> seated = CompletableFuture.supplyAsync(() -> call(CODE, 1));
    waits.await();
    int before = actions.size();

    assertThat(refused(call(CODE, 1))).isEqualTo(Outcome.RATE_LIMITED);
    assertThat(actions.subList(before, actions.size())).containsExactly(new UserAction.Refresh());

    slow.complete(authenticated());
    assertThat(seated.join()).isInstanceOf(LoginResult.Authenticated.class);
    assertThat(call(CODE, 1)).isInstanceOf(LoginResult.Authenticated.class);
  }

  @Test
  void refusesWhereAVerifiedPushIsTheOnlyFactor() {
    first = factorRequired(List.of(Factor.PUSH), VERIFIED);

    assertThat(refused(call(NOTHING_SENT, 1))).isEqualTo(Outcome.NO_CAPABLE_DEVICE);
  }

  @Test
  void whereAVerifiedPushIsDemandedOnlyTheOtherFactorsCount() {
    LoginResult.FactorRequired required =
        factorRequired(List.of(Factor.PUSH, Factor.PASSCODE), VERIFIED);
    first = required;

    assertThat(call(NOTHING_SENT, 1)).isEqualTo(required.with(required.offer().withoutPush()));
    assertThat(refused(call(DirectGrantParameters.push(), 1))).isEqualTo(Outcome.NO_CAPABLE_DEVICE);
    assertThat(actions).allMatch(UserAction::isRefresh);
    assertThat(call(CODE, 1)).isInstanceOf(LoginResult.Authenticated.class);
  }

  private static DirectGrantParameters with(Map<String, String> answers, boolean waits) {
    return new DirectGrantParameters(new Secret(""), "", "", answers, waits);
  }

  private LoginResult call(DirectGrantParameters parameters, int seats) {
    return login.handle(context(), Optional.empty(), parameters, seats);
  }

  private static Outcome refused(LoginResult result) {
    LoginResult.Rejected rejected = (LoginResult.Rejected) result;
    // A rule of the gateway's, which says nothing about who the user is.
    assertThat(rejected.byDuo()).isFalse();
    assertThat(rejected.firstReport()).isTrue();
    return rejected.details().outcome();
  }

  private static LoginResult.FactorRequired factorRequired(
      List<Factor> factors, Optional<VerifiedPush> verified) {
    LoginState.Phase selection =
        new LoginState.Phase.FactorSelection(ALICE, List.of(PHONE), verified, false, false, false);
    return new LoginResult.FactorRequired(
        new LoginState("u1", "config", false, false, false, selection),
        Optional.of(ALICE),
        new FactorOffer(factors, List.of(PHONE)),
        false,
        Optional.empty(),
        Optional.empty());
  }

  /** A push that waits for its answer. */
  private static LoginResult.Pending pending() {
    Deadline deadline = Deadline.in(Duration.ofSeconds(60), NOON);
    LoginState.Phase.FactorSelection selection =
        new LoginState.Phase.FactorSelection(
            ALICE, List.of(PHONE), Optional.empty(), false, false, false);
    LoginState.Phase waiting =
        new LoginState.Phase.FactorPending(
            "c1", true, NOON, deadline, Factor.PUSH, Optional.of(PHONE), selection);
    ChallengeState challenge =
        new ChallengeState(
            "c1",
            "tab",
            Optional.of(Factor.PUSH),
            Optional.of("Phone"),
            Optional.of("DP1"),
            deadline,
            Optional.of("TX1"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new LoginResult.Pending(
        new LoginState("u1", "config", true, false, false, waiting),
        Optional.of(ALICE),
        challenge,
        false);
  }

  private static LoginResult authenticated() {
    return new LoginResult.Authenticated(
        LoginState.notStarted("u1", "config"),
        Optional.of(ALICE),
        OutcomeDetails.of(Outcome.APPROVED, ""),
        Map.of());
  }

  private LoginContext context() {
    DuoMfaSettings settings = settings();
    return new LoginContext(
        new LoginRequest("u1", "alice", Optional.empty(), "bank", "Online banking"),
        settings,
        RequiredAssurance.ANY,
        (DuoAuthApi)
            Proxy.newProxyInstance(
                GatewayLoginTest.class.getClassLoader(),
                new Class<?>[] {DuoAuthApi.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError("the flow asks Duo, not this class");
                }),
        Optional.empty(),
        new UserCredentials.None(),
        offer -> Preselection.NONE,
        () -> {
          throw new AssertionError("the flow asks the policy, not this class");
        },
        new FactorListener() {
          @Override
          public void onContact(Factor factor) {}

          @Override
          public void onOutcome(Outcome outcome) {}

          @Override
          public void onUncollected(OutcomeDetails details, DuoUsername username) {}
        },
        settings.timeout(),
        false,
        false,
        "place",
        "tab",
        RequestTimeout.ofRequest());
  }

  private DuoMfaSettings settings() {
    Map<String, String> all = new HashMap<>(options);
    all.putAll(Map.of("duo.ikey", "DI", "duo.skey", "key", "duo.host", "api-1.duosecurity.com"));
    ConfigResult parsed =
        new SettingsParser(AllowedRoutes.DEFAULT).parse(all, none -> Optional.empty());
    return ((ConfigResult.Valid) parsed).settings();
  }
}
