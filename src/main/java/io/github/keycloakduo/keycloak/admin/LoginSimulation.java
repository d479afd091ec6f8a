package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Question;
import io.github.keycloakduo.policy.FactorOffer;
import io.github.keycloakduo.policy.LoginStep;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.StepReport.Decision;
import io.github.keycloakduo.policy.StepWarning;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.List;
import java.util.stream.Collectors;

/** A simulation of one login in which the user approves whatever he is asked. */
final class LoginSimulation {
  private final DuoMfaSettings settings;
  private final SimulationInputs inputs;
  private final StepReportBuilder reports = new StepReportBuilder();

  LoginSimulation(DuoMfaSettings settings, SimulationInputs inputs) {
    this.settings = settings;
    this.inputs = inputs;
  }

  /** Continues where the rules have decided. */
  Explanation run(PolicyDecision decision, List<StepWarning> configWarnings) {
    reports
        .addAll(decision.trace().steps())
        .addWarnings(decision.trace().warnings())
        .addWarnings(configWarnings);
    return decision.match(
        allow -> end(afterSessionLimit(allow.outcome()), identityWithoutDuo()),
        askDuo -> end(askDuo(askDuo.identity()), askDuo.identity().name()),
        deny -> end(deny.outcome(), identityWithoutDuo()));
  }

  private String identityWithoutDuo() {
    return inputs.identity().get().map(DuoUsername::name).orElse("");
  }

  /** The session limit also holds for a user who needs no factor; it is checked at the end. */
  private Outcome afterSessionLimit(Outcome outcome) {
    if (settings.sessionLimit().isEmpty() || inputs.hasRoom().getAsBoolean()) {
      return outcome;
    }
    int limit = settings.sessionLimit().get().limit();
    reports.add(
        LoginStep.SESSION_LIMIT, Decision.STOP, "the limit of " + limit + " sessions is reached");
    return Outcome.SESSION_LIMIT;
  }

  private Outcome askDuo(DuoUsername identity) {
    return inputs
        .duo()
        .apply(identity)
        .match(
            this::decided, required -> factorRequired(identity, required), this::promptAvailable);
  }

  private Outcome decided(DuoDryRunResult.Decided decided) {
    String detail = decided.detail().isBlank() ? "" : ": " + decided.detail();
    List<Factor> others =
        decided.asksOtherFactor() ? inputs.otherFactors().get() : List.<Factor>of();
    if (!others.isEmpty()) {
      reports.add(LoginStep.DUO, Decision.GO_ON, "Duo is out of reach" + detail);
      reports.add(
          LoginStep.CHALLENGE,
          Decision.GO_ON,
          "Keycloak itself asks for " + names(others) + " (duo.outage_factors)");
      return Outcome.OTHER_FACTOR;
    }
    Outcome outcome = decided.outcome();
    reports.add(
        LoginStep.DUO, outcome.letsIn() ? Decision.LET_IN : Decision.STOP, outcome.id() + detail);
    return outcome;
  }

  private Outcome promptAvailable(DuoDryRunResult.PromptAvailable available) {
    reports.add(LoginStep.DUO, Decision.GO_ON, "Duo is there, and decides on its own page");
    reports.add(LoginStep.CHALLENGE, Decision.GO_ON, "the user is sent to Duo's page");
    return Outcome.APPROVED;
  }

  private Outcome factorRequired(DuoUsername identity, DuoDryRunResult.FactorRequired required) {
    reports.add(LoginStep.DUO, Decision.GO_ON, "Duo wants a factor");
    FactorOffer offer = new FactorOffer(settings.factors(), required.devices());
    if (offer.isEmpty()) {
      reports.add(
          LoginStep.CHALLENGE, Decision.STOP, "no device of the user can do a configured factor");
      return Outcome.NO_CAPABLE_DEVICE;
    }
    if (offer.contacting().isEmpty() || inputs.mayContact().test(identity)) {
      reports.add(LoginStep.CHALLENGE, Decision.GO_ON, "the user may choose " + names(offer));
      return Outcome.APPROVED;
    }
    FactorOffer left = offer.passcodesOnly();
    if (left.isEmpty()) {
      reports.add(LoginStep.CHALLENGE, Decision.STOP, "duo.push_limit is reached for some minutes");
      return Outcome.PUSH_LIMIT;
    }
    reports.add(
        LoginStep.CHALLENGE,
        Decision.GO_ON,
        "the user may choose " + names(left) + ", since duo.push_limit is reached");
    return Outcome.APPROVED;
  }

  /** Without names of devices, which may contain telephone numbers. */
  private static String names(FactorOffer offer) {
    return names(offer.factors());
  }

  private static String names(List<Factor> factors) {
    return factors.stream().map(Factor::id).collect(Collectors.joining(", "));
  }

  private Explanation end(Outcome outcome, String identity) {
    if (outcome.letsIn()) {
      reports.add(LoginStep.QUESTIONS, Decision.GO_ON, questions());
    }
    return new Explanation(outcome, identity, reports.build());
  }

  private String questions() {
    List<String> keys = settings.questions().stream().map(Question::key).toList();
    return keys.isEmpty() ? "no question is configured" : "asks for " + String.join(", ", keys);
  }
}
