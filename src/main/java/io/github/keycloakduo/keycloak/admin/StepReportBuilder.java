package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.policy.Step;
import io.github.keycloakduo.policy.StepReport;
import io.github.keycloakduo.policy.StepReport.Decision;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What each step makes of a login; every step has its line. */
final class StepReportBuilder {
  private static final String DECIDED = "another step had decided already";

  /** The keys by which warnings begin, and the steps that they concern. */
  private static final Map<Step, String> SUBJECTS =
      Map.of(
          Step.USER_LIST, "whitelist.user_list",
          Step.LDAP_GROUP, "whitelist.ldap_server_group",
          Step.GRACE, "authentication_cache",
          Step.MAPPING, "usermapping");

  private final Map<Step, StepReport> reports = new EnumMap<>(Step.class);

  StepReportBuilder tell(Step step, Decision decision, String reason) {
    reports.put(step, new StepReport(step, decision, reason));
    return this;
  }

  StepReportBuilder tell(List<StepReport> steps) {
    steps.forEach(report -> reports.put(report.step(), report));
    return this;
  }

  /** Adds each warning to the step it is about. */
  StepReportBuilder warn(List<String> warnings) {
    for (String warning : warnings) {
      SUBJECTS.forEach(
          (step, subject) -> {
            if (warning.startsWith(subject)) {
              StepReport report = report(step);
              tell(step, report.decision(), report.reason() + "; mind: " + warning);
            }
          });
    }
    return this;
  }

  List<StepReport> steps() {
    return Arrays.stream(Step.values()).map(this::report).toList();
  }

  private StepReport report(Step step) {
    StepReport told = reports.get(step);
    return told == null ? new StepReport(step, Decision.SKIPPED, DECIDED) : told;
  }
}
