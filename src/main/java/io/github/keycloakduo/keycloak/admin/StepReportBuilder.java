package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.policy.LoginStep;
import io.github.keycloakduo.policy.StepReport;
import io.github.keycloakduo.policy.StepReport.Decision;
import io.github.keycloakduo.policy.StepWarning;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A builder of the reports of a login; every step has one. */
final class StepReportBuilder {
  private static final String DECIDED = "another step had decided already";

  private final Map<LoginStep, StepReport> reports = new EnumMap<>(LoginStep.class);

  StepReportBuilder add(LoginStep step, Decision decision, String reason) {
    reports.put(step, new StepReport(step, decision, reason));
    return this;
  }

  StepReportBuilder addAll(List<StepReport> steps) {
    steps.forEach(report -> reports.put(report.step(), report));
    return this;
  }

  /** Appends each warning to the reason of its step. */
  StepReportBuilder addWarnings(List<StepWarning> warnings) {
    for (StepWarning warning : warnings) {
      StepReport report = report(warning.step());
      add(report.step(), report.decision(), report.reason() + "; mind: " + warning.sentence());
    }
    return this;
  }

  List<StepReport> build() {
    return Arrays.stream(LoginStep.values()).map(this::report).toList();
  }

  private StepReport report(LoginStep step) {
    StepReport report = reports.get(step);
    return report == null ? new StepReport(step, Decision.SKIPPED, DECIDED) : report;
  }
}
