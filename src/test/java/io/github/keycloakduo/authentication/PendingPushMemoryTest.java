package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.Reachability;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.policy.DecisionTrace;
import io.github.keycloakduo.policy.PolicyDecision;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What waits for minutes must not keep alive what belongs to one request. */
class PendingPushMemoryTest {
  /** A policy, which in a server holds the Keycloak session of its request. */
  private static final class SessionPolicy implements Supplier<PolicyDecision> {
    @Override
    public PolicyDecision get() {
      return new PolicyDecision.AskDuo(
          new DuoUsername("alice"), new DecisionTrace(List.of(), List.of()));
    }
  }

  private final Scenario scene = new Scenario();

  @Test
  void aPendingPushKeepsNothingOfTheRequestThatStartedIt() {
    Tab tab = scene.choosing();
    LoginContext request = withPolicy(tab.context());
    scene.duo().auths().soon(FakeDuo.started("TX1"));
    LoginResult result =
        scene
            .here()
            .flow()
            .handle(request, Optional.of(tab.state()), UserAction.SubmitFactor.of("push"));

    Challenge running =
        scene.here().challenges().here(result.pending().orElseThrow().challenge().id()).get();
    for (Object kept : List.of(running, scene.duo().statuses().last().answer())) {
      Reachability reached = Reachability.from(kept, scene.clock(), scene.duo());
      assertThat(reached.pathTo(SessionPolicy.class)).isEmpty();
      assertThat(reached.pathTo(FakeCredentials.class)).isEmpty();
      assertThat(reached.pathTo(LoginContext.class)).isEmpty();
    }
  }

  @Test
  void aPreauthThatDuoDoesNotAnswerKeepsNothingOfItsRequest() {
    LoginContext request = withPolicy(scene.tab("1", Samples.settings()).context());
    scene.here().flow().handle(request, Optional.empty(), new UserAction.Refresh());

    Reachability reached =
        Reachability.from(scene.duo().preauths().last().answer(), scene.clock(), scene.duo());
    assertThat(reached.pathTo(SessionPolicy.class)).isEmpty();
    assertThat(reached.pathTo(FakeCredentials.class)).isEmpty();
    assertThat(reached.pathTo(LoginContext.class)).isEmpty();
  }

  @Test
  void aCallerThatWaitsForAResultKeepsNeitherPolicyNorCredentials() {
    LoginContext request = withPolicy(scene.tab("1", Samples.settings()).context());
    CompletableFuture<LoginResult> waiting =
        new AsyncLoginFlow(scene.here().flow(), scene.here().challenges(), Runnable::run)
            .handle(request, Optional.empty(), new UserAction.Refresh());

    assertThat(waiting).isNotDone();
    Reachability reached =
        Reachability.from(scene.duo().preauths().last().answer(), scene.clock(), scene.duo());
    assertThat(reached.pathTo(SessionPolicy.class)).isEmpty();
    assertThat(reached.pathTo(FakeCredentials.class)).isEmpty();
  }

  private static LoginContext withPolicy(LoginContext context) {
    return new LoginContext(
        context.login(),
        context.settings(),
        context.assurance(),
        context.duo(),
        context.prompt(),
        // In a server they hold the session, too.
        new UserCredentials.Available(FakeCredentials.none()),
        context.lastFactor(),
        new SessionPolicy(),
        context.factorListener(),
        context.timeout(),
        context.passwordVerified(),
        context.autopush(),
        context.lockScope(),
        context.tab(),
        context.requestTimeout());
  }
}
