package io.github.keycloakduo.keycloak.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.DecisionTrace;
import io.github.keycloakduo.policy.LoginStep;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.StepReport;
import io.github.keycloakduo.policy.StepReport.Decision;
import io.github.keycloakduo.policy.StepWarning;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.SettingsParser;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoginSimulationTest {
  private static final DuoDryRunResult PHONE =
      new DuoDryRunResult.FactorRequired(
          List.of(new Device("DP1", "Phone (XXX-XXX-1234)", Set.of(Factor.PUSH))));

  private List<Factor> otherFactors = List.of();

  @Test
  void whoApprovesGetsIn() {
    Explanation said = asked(Map.of(), PHONE, true);

    assertThat(said.outcome()).isEqualTo(Outcome.APPROVED);
    assertThat(said.identity()).isEqualTo("al");
    assertThat(said.steps()).extracting(StepReport::step).containsExactly(LoginStep.values());
    assertThat(reason(said, LoginStep.CHALLENGE)).contains("push, passcode").doesNotContain("1234");
    assertThat(reason(said, LoginStep.QUESTIONS)).contains("no question");
  }

  @Test
  void inUniversalModeDuoDecidesOnItsOwnPage() {
    Explanation said = asked(Map.of(), new DuoDryRunResult.PromptAvailable(), true);

    assertThat(said.outcome()).isEqualTo(Outcome.APPROVED);
    assertThat(reason(said, LoginStep.DUO)).contains("on its own page");
    assertThat(reason(said, LoginStep.CHALLENGE)).contains("sent to Duo's page");
  }

  @Test
  void questionsAreNamed() {
    Map<String, String> options =
        Map.of("question_1.key", "ticket", "question_1.prompt", "Ticket:");

    assertThat(reason(asked(options, PHONE, true), LoginStep.QUESTIONS)).contains("ticket");
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void whatDuoDecidesIsTheEnd(Outcome outcome) {
    Explanation said =
        asked(Map.of(), new DuoDryRunResult.Decided(outcome, "Duo's words", false), true);

    assertThat(said.outcome()).isEqualTo(outcome);
    assertThat(reason(said, LoginStep.DUO)).contains("Duo's words");
    assertThat(decision(said, LoginStep.CHALLENGE)).isEqualTo(Decision.SKIPPED);
    assertThat(decision(said, LoginStep.QUESTIONS))
        .isEqualTo(outcome.letsIn() ? Decision.GO_ON : Decision.SKIPPED);
  }

  @Test
  void whileDuoIsOutOfReachTheUsersOtherFactorDecides() {
    otherFactors = List.of(Factor.OTP, Factor.RECOVERY_CODE);
    DuoDryRunResult away = new DuoDryRunResult.Decided(Outcome.FAIL_OPEN, "no answer", true);

    Explanation said = asked(Map.of(), away, true);

    assertThat(said.outcome()).isEqualTo(Outcome.OTHER_FACTOR);
    assertThat(reason(said, LoginStep.DUO)).isEqualTo("Duo is out of reach: no answer");
    assertThat(reason(said, LoginStep.CHALLENGE)).contains("otp, recovery_code");
  }

  @Test
  void whoHasNoOtherFactorIsLeftToTheFailMode() {
    DuoDryRunResult away = new DuoDryRunResult.Decided(Outcome.UNREACHABLE, "no answer", true);

    assertThat(asked(Map.of(), away, true).outcome()).isEqualTo(Outcome.UNREACHABLE);
  }

  @Test
  void anotherFactorHelpsNobodyWhomDuoRefuses() {
    otherFactors = List.of(Factor.OTP);
    DuoDryRunResult denied = new DuoDryRunResult.Decided(Outcome.DUO_DENIED, "locked", false);

    assertThat(asked(Map.of(), denied, true).outcome()).isEqualTo(Outcome.DUO_DENIED);
  }

  @Test
  void devicesMustBeAbleToDoSomething() {
    Explanation said = asked(Map.of("duo.factors", "phone"), PHONE, true);

    assertThat(said.outcome()).isEqualTo(Outcome.NO_CAPABLE_DEVICE);
    assertThat(decision(said, LoginStep.CHALLENGE)).isEqualTo(Decision.STOP);
  }

  @Test
  void atTheLimitOnlyPasscodesAreLeft() {
    assertThat(asked(Map.of("duo.factors", "push"), PHONE, false).outcome())
        .isEqualTo(Outcome.PUSH_LIMIT);
    Explanation said = asked(Map.of(), PHONE, false);
    assertThat(said.outcome()).isEqualTo(Outcome.APPROVED);
    assertThat(reason(said, LoginStep.CHALLENGE)).contains("passcode", "push_limit");
  }

  @Test
  void aRuleThatDecidesAsksNobody() {
    Explanation in =
        simulation(Map.of(), PHONE, true)
            .run(new PolicyDecision.Allow(Outcome.GRACE, "holds", trace()), List.of());
    assertThat(in.outcome()).isEqualTo(Outcome.GRACE);
    assertThat(in.identity()).isEqualTo("al");
    assertThat(decision(in, LoginStep.DUO)).isEqualTo(Decision.SKIPPED);
    assertThat(decision(in, LoginStep.QUESTIONS)).isEqualTo(Decision.GO_ON);

    Explanation out =
        simulation(Map.of(), PHONE, true)
            .run(new PolicyDecision.Deny(Outcome.SESSION_LIMIT, "full", trace()), List.of());
    assertThat(out.outcome()).isEqualTo(Outcome.SESSION_LIMIT);
    assertThat(out.identity()).isEqualTo("al");
    assertThat(decision(out, LoginStep.QUESTIONS)).isEqualTo(Decision.SKIPPED);
  }

  @Test
  void whoNeedsNoFactorStillNeedsAPlace() {
    Explanation said =
        simulation(Map.of("connection_limit.limit", "2"), PHONE, true)
            .run(new PolicyDecision.Allow(Outcome.EXEMPT_USER, "listed", trace()), List.of());

    assertThat(said.outcome()).isEqualTo(Outcome.SESSION_LIMIT);
    assertThat(decision(said, LoginStep.SESSION_LIMIT)).isEqualTo(Decision.STOP);
    assertThat(decision(said, LoginStep.QUESTIONS)).isEqualTo(Decision.SKIPPED);
  }

  @Test
  void warningsStandWithTheStepTheyAreAbout() {
    DecisionTrace trail =
        new DecisionTrace(
            trace().steps(),
            List.of(new StepWarning(LoginStep.USER_LIST, "whitelist.user_list.name: no group")));
    Explanation said =
        simulation(Map.of(), PHONE, true)
            .run(
                new PolicyDecision.AskDuo(new DuoUsername("al"), trail),
                List.of(new StepWarning(LoginStep.MAPPING, "usermapping.explicit: never met")));

    assertThat(reason(said, LoginStep.USER_LIST)).contains("; mind: whitelist.user_list.name");
    assertThat(reason(said, LoginStep.MAPPING)).contains("; mind: usermapping.explicit");
    assertThat(reason(said, LoginStep.GRACE)).doesNotContain("mind");
  }

  private Explanation asked(Map<String, String> options, DuoDryRunResult result, boolean contact) {
    return simulation(options, result, contact)
        .run(new PolicyDecision.AskDuo(new DuoUsername("al"), trace()), List.of());
  }

  private LoginSimulation simulation(
      Map<String, String> options, DuoDryRunResult result, boolean contact) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "duo.ikey", "DIABCDEFGHIJKLMNOPQR",
                "duo.skey", "0123456789012345678901234567890123456789",
                "duo.host", "api-01234567.duosecurity.com"));
    all.putAll(options);
    DuoMfaSettings settings =
        ((ConfigResult.Valid)
                new SettingsParser(AllowedRoutes.DEFAULT).parse(all, none -> Optional.empty()))
            .settings();
    return new LoginSimulation(
        settings,
        new SimulationInputs(
            () -> Optional.of(new DuoUsername("al")),
            identity -> result,
            name -> contact,
            () -> otherFactors,
            () -> false));
  }

  private static DecisionTrace trace() {
    return new DecisionTrace(
        EnumSet.range(LoginStep.NAME, LoginStep.SESSION_LIMIT).stream()
            .map(step -> new StepReport(step, Decision.GO_ON, "because of " + step.id()))
            .toList(),
        List.of());
  }

  private static StepReport report(Explanation said, LoginStep step) {
    return said.steps().stream().filter(r -> r.step() == step).findFirst().orElseThrow();
  }

  private static String reason(Explanation said, LoginStep step) {
    return report(said, step).reason();
  }

  private static Decision decision(Explanation said, LoginStep step) {
    return report(said, step).decision();
  }
}
