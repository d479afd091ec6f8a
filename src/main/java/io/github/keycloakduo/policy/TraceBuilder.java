package io.github.keycloakduo.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** The builder of a {@link DecisionTrace}, filled while the rules are applied. */
final class TraceBuilder {
  private final Map<LoginStep, StepReport> reports = new EnumMap<>(LoginStep.class);
  private final List<StepWarning> warnings = new ArrayList<>();

  void add(LoginStep step, RuleResult result) {
    reports.put(step, new StepReport(step, result.decision(), result.reason()));
    result.warnings().forEach(sentence -> warnings.add(new StepWarning(step, sentence)));
  }

  /** Reports the steps that were not reached as skipped. */
  DecisionTrace build() {
    List<StepReport> all = new ArrayList<>();
    for (LoginStep step : EnumSet.range(LoginStep.NAME, LoginStep.SESSION_LIMIT)) {
      all.add(
          reports.getOrDefault(
              step,
              new StepReport(
                  step, StepReport.Decision.SKIPPED, "another step had decided already")));
    }
    return new DecisionTrace(all, warnings);
  }
}
