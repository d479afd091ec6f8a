package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.policy.LoginStep;
import io.github.keycloakduo.policy.StepReport;
import io.github.keycloakduo.policy.StepReport.Decision;
import io.github.keycloakduo.policy.StepWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A builder of the reports of a login; every step has one. */
final class StepReportBuilder {
  private static final String DECIDED = "another step had decided already";

  private final Map<LoginStep, StepReport> reports = new EnumMap<>(LoginStep.class);
  private final List<StepWarning> warnings = new ArrayList<>();

  StepReportBuilder add(LoginStep step, Decision decision, String reason) {
    reports.put(step, new StepReport(step, decision, reason));
    return this;
  }

  StepReportBuilder addAll(List<StepReport> steps) {
    steps.forEach(report -> reports.put(report.step(), report));
    return this;
  }

  /** Each warning follows the reason of its step, also of one that is reported later. */
  StepReportBuilder addWarnings(List<StepWarning> more) {
    warnings.addAll(more);
    return this;
  }

  List<StepReport> build() {
    return Arrays.stream(LoginStep.values()).map(this::report).map(this::warned).toList();
  }

  private StepReport warned(StepReport report) {
    String reason =
        warnings.stream()
            .filter(warning -> warning.step() == report.step())
            .map(warning -> "; mind: " + warning.sentence())
            .collect(Collectors.joining("", report.reason(), ""));
    return new StepReport(report.step(), report.decision(), reason);
  }

  private StepReport report(LoginStep step) {
    StepReport report = reports.get(step);
    return report == null ? new StepReport(step, Decision.SKIPPED, DECIDED) : report;
  }
}
