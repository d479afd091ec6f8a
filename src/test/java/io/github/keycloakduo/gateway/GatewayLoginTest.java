package io.github.keycloakduo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakduo.authentication.Arrival;
import io.github.keycloakduo.authentication.LoginProgress;
import io.github.keycloakduo.authentication.NextStep;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.Progress;
import io.github.keycloakduo.authentication.Reaction;
import io.github.keycloakduo.authentication.Terms;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.authentication.Verdict;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.VerifiedPush;
import io.github.keycloakduo.policy.FactorOffer;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.AllowedHosts;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ParsedSettings;
import io.github.keycloakduo.settings.SettingsParser;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GatewayLoginTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
  private static final Device PHONE = new Device("DP1", "Phone", Set.of(Factor.PUSH));
  private static final DuoUsername ALICE = new DuoUsername("alice");
  private static final DirectGrantParameters CODE =
      new DirectGrantParameters("123456", "", "", Map.of());

  private final List<UserAction> moves = new ArrayList<>();
  private final GatewayLogin login = new GatewayLogin(this::on, CLOCK);
  private NextStep first = talk(List.of(Factor.PUSH, Factor.PASSCODE), Optional.empty());
  private Supplier<CompletableFuture<NextStep>> second =
      () -> CompletableFuture.completedFuture(end());

  private CompletableFuture<NextStep> on(
      Arrival arrival, Optional<LoginProgress> stored, UserAction move) {
    moves.add(move);
    return move instanceof UserAction.Look
        ? CompletableFuture.completedFuture(first)
        : second.get();
  }

  @Test
  void goesOnWithWhatTheGatewayHasSent() {
    assertThat(call(CODE, 1)).isInstanceOf(NextStep.Finish.class);

    assertThat(moves)
        .containsExactly(new UserAction.Look(), new UserAction.Submit("123456", "", ""));
  }

  @Test
  void whoNeedsNothingOfDuoNeedsNoSeat() {
    first = end();

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

    second = () -> CompletableFuture.completedFuture(end());
    assertThat(call(CODE, 1)).isInstanceOf(NextStep.Finish.class);
    assertThat(call(DirectGrantParameters.push(), 1)).isInstanceOf(NextStep.Finish.class);
  }

  @Test
  void whoFindsNoSeatSpendsNoPasscodeAndDisturbsNobody() throws InterruptedException {
    assertThat(refused(call(CODE, 0))).isEqualTo(Outcome.RATE_LIMITED);
    assertThat(refused(call(DirectGrantParameters.push(), 0))).isEqualTo(Outcome.RATE_LIMITED);
    assertThat(moves).allMatch(UserAction.Look.class::isInstance);

    CompletableFuture<NextStep> slow = new CompletableFuture<>();
    CountDownLatch waits = new CountDownLatch(1);
    second =
        () -> {
          waits.countDown();
          return slow;
        };
    CompletableFuture<NextStep> seated = CompletableFuture.supplyAsync(() -> call(CODE, 1));
    waits.await();
    int before = moves.size();

    assertThat(refused(call(CODE, 1))).isEqualTo(Outcome.RATE_LIMITED);
    assertThat(moves.subList(before, moves.size())).containsExactly(new UserAction.Look());

    slow.complete(end());
    assertThat(seated.join()).isInstanceOf(NextStep.Finish.class);
    assertThat(call(CODE, 1)).isInstanceOf(NextStep.Finish.class);
  }

  @Test
  void refusesWhereAVerifiedPushIsTheOnlyFactor() {
    first =
        talk(
            List.of(Factor.PUSH),
            Optional.of(new VerifiedPush("tx", "708214", CLOCK.instant().plusSeconds(60))));

    assertThat(refused(call(new DirectGrantParameters("", "", "", Map.of()), 1)))
        .isEqualTo(Outcome.NO_CAPABLE_DEVICE);
  }

  private NextStep call(DirectGrantParameters wishes, int seats) {
    return login.on(arrival(), Optional.empty(), wishes, seats);
  }

  private static Outcome refused(NextStep step) {
    return ((NextStep.Refuse) step).ruling().outcome();
  }

  private static NextStep talk(List<Factor> factors, Optional<VerifiedPush> verified) {
    Verdict.Choose offer = new Verdict.Choose(List.of(PHONE), verified);
    Progress talk =
        new Progress(
            "u1",
            "settings",
            new Progress.Phase.Choosing(offer, false, false, false),
            false,
            false);
    return new NextStep.Talk(
        new LoginProgress("u1", "settings", false, new LoginProgress.Where.WithDuo(ALICE, talk)),
        Optional.of(ALICE),
        new Reaction.AskFactor(
            talk,
            new FactorOffer(factors, List.of(PHONE)),
            false,
            Optional.empty(),
            Optional.empty()));
  }

  private static NextStep end() {
    return new NextStep.Finish(
        LoginProgress.atTheDoor("u1", "settings"),
        Optional.of(ALICE),
        OutcomeDetails.of(Outcome.APPROVED, ""),
        Map.of());
  }

  private static Arrival arrival() {
    DuoMfaSettings settings = settings();
    return new Arrival(
        new LoginRequest("u1", "alice", Optional.empty(), "bank", "Online banking"),
        settings,
        RequiredAssurance.ANY,
        (DuoAuthApi)
            Proxy.newProxyInstance(
                GatewayLoginTest.class.getClassLoader(),
                new Class<?>[] {DuoAuthApi.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError("the line asks Duo, not this class");
                }),
        () -> {
          throw new AssertionError("the line asks the policy, not this class");
        },
        heard -> {},
        Terms.ofCaller(settings.timeout()),
        "place",
        "tab");
  }

  private static DuoMfaSettings settings() {
    ParsedSettings parsed =
        new SettingsParser(AllowedHosts.parse(""))
            .parse(
                Map.of("duo.ikey", "DI", "duo.skey", "key", "duo.host", "api-1.duosecurity.com"),
                none -> Optional.empty());
    return ((ParsedSettings.Valid) parsed).settings();
  }
}
