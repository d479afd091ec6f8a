package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The rules of one login before Duo is asked, in order. The first that decides is the last. */
public final class PolicyPipeline {
  private final DuoMfaSettings settings;
  private final GraceLookup grace;
  private final SessionLimitCheck room;

  /**
   * Takes what is specific to one login.
   *
   * @param grace asked only if the settings have a grace
   * @param room asked only if the settings have a session limit that denies
   */
  public PolicyPipeline(DuoMfaSettings settings, GraceLookup grace, SessionLimitCheck room) {
    this.settings = settings;
    this.grace = grace;
    this.room = room;
  }

  /** Decides about a login. Counts a use of an earlier MFA if it lets the user in by that. */
  public PolicyDecision decide(PolicyFacts facts) {
    return run(facts, grace::use);
  }

  /** What {@link #decide} would say. Changes nothing. */
  public PolicyDecision explain(PolicyFacts facts) {
    return run(facts, grace::look);
  }

  /**
   * The name by which Duo knows the user, also where a rule lets him in without asking, or stops
   * him; empty if it cannot be told.
   */
  public Optional<DuoUsername> identity(PolicyFacts facts) {
    boolean refused = MapIdentity.refusal(settings.mapping(), facts).isPresent();
    MapIdentity mapping = new MapIdentity(settings.mapping(), new DirectoryQuery(settings, facts));
    return !refused && mapping.decide(facts) instanceof StepResult.Mapped known
        ? Optional.of(known.identity())
        : Optional.empty();
  }

  private PolicyDecision run(PolicyFacts facts, Supplier<GraceLookup.Answer> askGrace) {
    Walk walk = new Walk();
    Optional<StepResult> refusal = MapIdentity.refusal(settings.mapping(), facts);
    if (refusal.isPresent()) {
      return walk.end(Step.MAPPING, refusal.get());
    }
    Optional<DuoUsername> identity = Optional.empty();
    for (PolicyStep step : steps(facts, askGrace)) {
      StepResult result = step.decide(facts);
      if (result.decision() != StepReport.Decision.GO_ON) {
        return walk.end(step.step(), result);
      }
      walk.add(step.step(), result);
      if (result instanceof StepResult.Mapped mapped) {
        identity = Optional.of(mapped.identity());
      }
    }
    return new PolicyDecision.AskDuo(identity.orElseThrow(), walk.trail());
  }

  private List<PolicyStep> steps(PolicyFacts facts, Supplier<GraceLookup.Answer> askGrace) {
    DirectoryQuery directory = new DirectoryQuery(settings, facts);
    return List.of(
        new RequireName(),
        new ExemptListedUsers(settings.exemptions()),
        new ExemptDirectoryGroups(settings.exemptions().groups(), directory),
        new ApplyGrace(settings.grace().map(configured -> askGrace)),
        new MapIdentity(settings.mapping(), directory),
        new LimitSessions(settings.sessionLimit(), room));
  }

  /** The reports and warnings gathered on the way. */
  private static final class Walk {
    private final Map<Step, StepReport> reports = new EnumMap<>(Step.class);
    private final List<String> warnings = new ArrayList<>();

    void add(Step step, StepResult result) {
      reports.put(step, new StepReport(step, result.decision(), result.reason()));
      warnings.addAll(result.warnings());
    }

    PolicyDecision end(Step step, StepResult result) {
      add(step, result);
      if (result instanceof StepResult.Allow in) {
        return new PolicyDecision.Allow(in.outcome(), in.reason(), trail());
      }
      StepResult.Deny stop = (StepResult.Deny) result;
      return new PolicyDecision.Deny(stop.outcome(), stop.reason(), trail());
    }

    PolicyDecision.Trail trail() {
      List<StepReport> all = new ArrayList<>();
      for (Step step : EnumSet.range(Step.NAME, Step.SESSION_LIMIT)) {
        all.add(
            reports.getOrDefault(
                step,
                new StepReport(
                    step, StepReport.Decision.SKIPPED, "another step had decided already")));
      }
      return new PolicyDecision.Trail(all, warnings);
    }
  }
}
