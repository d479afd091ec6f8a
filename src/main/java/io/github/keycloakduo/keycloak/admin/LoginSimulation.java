package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.authentication.Verdict;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Question;
import io.github.keycloakduo.policy.FactorOffer;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.Step;
import io.github.keycloakduo.policy.StepReport.Decision;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Walks the steps of a login to their end, as if the user approved whatever he is asked. */
final class LoginSimulation {
  private final DuoMfaSettings settings;
  private final Outlook outlook;
  private final StepReportBuilder story = new StepReportBuilder();

  /**
   * What is found out for one user, if it comes to that.
   *
   * @param identity the name by which Duo knows him, also where it would not be asked
   * @param duo asks without starting anything
   * @param mayContact whether {@code duo.push_limit} still lets his devices be contacted
   * @param hasRoom whether there is a place for one more session
   */
  record Outlook(
      Supplier<Optional<DuoUsername>> identity,
      Function<DuoUsername, Verdict> duo,
      BooleanSupplier mayContact,
      BooleanSupplier hasRoom) {}

  LoginSimulation(DuoMfaSettings settings, Outlook outlook) {
    this.settings = settings;
    this.outlook = outlook;
  }

  Explanation of(PolicyDecision decision, List<String> hints) {
    story.tell(decision.trail().steps()).warn(decision.trail().warnings()).warn(hints);
    if (decision instanceof PolicyDecision.Allow letIn) {
      return ends(seated(letIn.outcome()), unasked());
    }
    if (decision instanceof PolicyDecision.Deny stop) {
      return ends(stop.outcome(), unasked());
    }
    DuoUsername identity = ((PolicyDecision.AskDuo) decision).identity();
    return ends(asked(outlook.duo().apply(identity)), identity.name());
  }

  private String unasked() {
    return outlook.identity().get().map(DuoUsername::name).orElse("");
  }

  /** Whoever needs no factor needs a place all the same; he learns so in the end. */
  private Outcome seated(Outcome outcome) {
    if (settings.sessionLimit().isEmpty() || outlook.hasRoom().getAsBoolean()) {
      return outcome;
    }
    int limit = settings.sessionLimit().get().limit();
    story.tell(Step.SESSION_LIMIT, Decision.STOP, "the limit of " + limit + " sessions is reached");
    return Outcome.SESSION_LIMIT;
  }

  private Outcome asked(Verdict verdict) {
    if (verdict instanceof Verdict.Decided decided) {
      Decision means = decided.outcome().letsIn() ? Decision.LET_IN : Decision.STOP;
      story.tell(Step.DUO, means, reason(decided));
      return decided.outcome();
    }
    if (verdict instanceof Verdict.Healthy) {
      story.tell(Step.DUO, Decision.GO_ON, "Duo is there, and decides on its own page");
      story.tell(Step.CHALLENGE, Decision.GO_ON, "the user is sent to Duo's page");
      return Outcome.APPROVED;
    }
    story.tell(Step.DUO, Decision.GO_ON, "Duo wants a factor");
    return challenged(new FactorOffer(settings.factors(), ((Verdict.Choose) verdict).devices()));
  }

  private static String reason(Verdict.Decided decided) {
    String detail = decided.detail().isBlank() ? "" : ": " + decided.detail();
    return decided.outcome().id() + detail;
  }

  private Outcome challenged(FactorOffer offer) {
    if (offer.isEmpty()) {
      story.tell(Step.CHALLENGE, Decision.STOP, "no device of the user can do a configured factor");
      return Outcome.NO_CAPABLE_DEVICE;
    }
    if (offer.contacting().isEmpty() || outlook.mayContact().getAsBoolean()) {
      story.tell(Step.CHALLENGE, Decision.GO_ON, "the user may choose " + names(offer));
      return Outcome.APPROVED;
    }
    FactorOffer left = offer.passcodesOnly();
    if (left.isEmpty()) {
      story.tell(Step.CHALLENGE, Decision.STOP, "duo.push_limit is reached for some minutes");
      return Outcome.PUSH_LIMIT;
    }
    story.tell(
        Step.CHALLENGE,
        Decision.GO_ON,
        "the user may choose " + names(left) + ", since duo.push_limit is reached");
    return Outcome.APPROVED;
  }

  /** No names of devices: they may have telephone numbers in them. */
  private static String names(FactorOffer offer) {
    return offer.factors().stream().map(Factor::id).collect(Collectors.joining(", "));
  }

  private Explanation ends(Outcome outcome, String identity) {
    if (outcome.letsIn()) {
      story.tell(Step.QUESTIONS, Decision.GO_ON, questions());
    }
    return new Explanation(outcome, identity, story.steps());
  }

  private String questions() {
    List<String> keys = settings.questions().stream().map(Question::key).toList();
    return keys.isEmpty() ? "no question is configured" : "asks for " + String.join(", ", keys);
  }
}
