package io.github.keycloakduo.keycloak.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.Reachability;
import io.github.keycloakduo.keycloak.runtime.LoginMetrics;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.LogLevel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What a push keeps of the request that began it, for an event when no other request comes. */
class UncollectedResultReportTest {
  private final FakeFlow flow = new FakeFlow();
  private final List<Outcome> graces = new ArrayList<>();
  private final UncollectedResultReport report =
      UncollectedResultReport.of(
          flow.context(),
          Runnable::run,
          new LoginMetrics(),
          new LoginLog(LogLevel.INFO),
          graces::add);

  @Test
  void keepsNothingThatBelongsToTheRequest() {
    Reachability kept = Reachability.from(report);

    assertThat(kept.pathTo(KeycloakSession.class)).isEmpty();
    assertThat(kept.pathTo(RealmModel.class)).isEmpty();
    assertThat(kept.pathTo(UserModel.class)).isEmpty();
    assertThat(kept.pathTo(EventBuilder.class)).isEmpty();
    assertThat(kept.pathTo(AuthenticationFlowContext.class)).isEmpty();
  }

  @Test
  void handsEachOutcomeToTheGracesAtOnce() {
    report.onOutcome(Outcome.FRAUD);

    assertThat(graces).containsExactly(Outcome.FRAUD);
    assertThat(flow.events).isEmpty();
  }
}
