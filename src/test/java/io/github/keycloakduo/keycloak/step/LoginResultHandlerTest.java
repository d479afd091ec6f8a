package io.github.keycloakduo.keycloak.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.keycloak.runtime.ConfigCache;
import io.github.keycloakduo.keycloak.runtime.LoginMetrics;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.authentication.AuthenticationFlowContext;

class LoginResultHandlerTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FakeFlow flow = new FakeFlow();
  private final Pages pages = new Pages();
  private final LoginResultHandler handler =
      new LoginResultHandler(
          pages, new LoginMetrics(), new HelpLinks(new ConfigCache(AllowedRoutes.DEFAULT)));

  LoginResultHandlerTest() {
    Metrics.addRegistry(meters);
  }

  @AfterEach
  void forget() {
    Metrics.removeRegistry(meters);
  }

  static List<Throwable> mistakes() {
    return List.of(
        new IllegalStateException("never thought of"),
        new NoSuchMethodError("org.keycloak.models.UserModel.isEnabled()"),
        new NoClassDefFoundError("org/keycloak/Gone"));
  }

  /** D29: a method or class of Keycloak is gone after a patch. */
  @ParameterizedTest
  @MethodSource("mistakes")
  void endsAMistakeOfOursWithPageEventAndMetric(Throwable mistake) {
    handler.guarded(flow.context(), () -> sneak(mistake));

    assertThat(pages.ended).containsExactly(Outcome.DUO_ERROR);
    assertThat(flow.challenges).hasSize(1);
    assertThat(flow.events)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getDetails())
                    .containsEntry("duo_outcome", "duo_error")
                    .containsEntry("reason", "our own mistake; see the server log"));
    assertThat(
            meters
                .get("keycloak_duo_mfa_outcomes_total")
                .tags("realm", "bank", "outcome", "duo_error")
                .counter()
                .count())
        .isEqualTo(1);
  }

  /** D32: whoever counts outcomes counts this refusal, too. */
  @Test
  void tellsOfALockOfKeycloakWithAnOutcome() {
    assertThat(handler.rejectLocked(flow.disabledUser().context())).isTrue();

    assertThat(pages.locked).isEqualTo(1);
    assertThat(flow.challenges).containsExactly("forced challenge");
    assertThat(flow.events)
        .singleElement()
        .satisfies(
            event -> assertThat(event.getError()).isEqualTo("user_disabled"),
            event ->
                assertThat(event.getDetails())
                    .containsEntry("duo_outcome", "duo_denied")
                    .hasEntrySatisfying(
                        "reason", reason -> assertThat(reason).contains("Keycloak itself")));
    assertThat(
            meters
                .get("keycloak_duo_mfa_outcomes_total")
                .tags("realm", "bank", "outcome", "duo_denied")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void letsOthersPass() {
    assertThat(handler.rejectLocked(flow.context())).isFalse();

    assertThat(flow.events).isEmpty();
  }

  @Test
  void leavesAServerThatIsOutOfMemoryToKeycloak() {
    assertThatThrownBy(
            () -> handler.guarded(flow.context(), () -> sneak(new OutOfMemoryError("no more"))))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(flow.challenges).isEmpty();
  }

  /** D1: where there is no browser, a page with status 200 could pass for a success. */
  @Test
  void runsAStepOnlyInAFlowOfItsKind() {
    List<String> run = new ArrayList<>();
    FakeFlow grant = new FakeFlow().path("token");

    handler.guarded(grant.step("duo-mfa-direct-grant").context(), () -> run.add("grant"));
    handler.guarded(flow.step("duo-mfa").context(), () -> run.add("browser"));

    assertThat(run).containsExactly("grant", "browser");
    assertThat(grant.challenges).isEmpty();
    assertThat(flow.challenges).isEmpty();
  }

  private static void sneak(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  /** Writes down which page was asked for. */
  private static final class Pages implements LoginResponses {
    final List<Outcome> ended = new ArrayList<>();
    int locked;

    @Override
    public Response factor(
        AuthenticationFlowContext context,
        DuoMfaSettings settings,
        LoginResult.FactorRequired required) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Response otherFactor(
        AuthenticationFlowContext context,
        DuoMfaSettings settings,
        LoginResult.OtherFactorRequired required) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Response questions(
        AuthenticationFlowContext context, LoginResult.QuestionsRequired required) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Response waiting(
        AuthenticationFlowContext context, DuoMfaSettings settings, LoginResult.Pending pending) {
      throw new UnsupportedOperationException();
    }

    /** Without a server there is nothing that makes a response. */
    @SuppressWarnings("NullAway")
    @Override
    public Response ended(
        AuthenticationFlowContext context, OutcomeDetails details, Optional<URI> portal) {
      ended.add(details.outcome());
      return null;
    }

    @SuppressWarnings("NullAway")
    @Override
    public Response locked(AuthenticationFlowContext context) {
      locked++;
      return null;
    }
  }
}
