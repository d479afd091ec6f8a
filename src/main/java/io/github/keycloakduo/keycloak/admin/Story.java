package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.policy.LoginStep;
import io.github.keycloakduo.policy.StepReport;
import io.github.keycloakduo.policy.StepReport.Decision;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What each step makes of a login; every step has its line. */
final class Story {
  private static final String DECIDED = "another step had decided already";

  /** The keys by which warnings begin, and the steps that they concern. */
  private static final Map<LoginStep, String> SUBJECTS =
      Map.of(
          LoginStep.USER_LIST, "whitelist.user_list",
          LoginStep.LDAP_GROUP, "whitelist.ldap_server_group",
          LoginStep.GRACE, "authentication_cache",
          LoginStep.MAPPING, "usermapping");

  private final Map<LoginStep, StepReport> reports = new EnumMap<>(LoginStep.class);

  Story tell(LoginStep step, Decision decision, String reason) {
    reports.put(step, new StepReport(step, decision, reason));
    return this;
  }

  Story tell(List<StepReport> steps) {
    steps.forEach(report -> reports.put(report.step(), report));
    return this;
  }

  /** Adds each warning to the step it is about. */
  Story warn(List<String> warnings) {
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
    return Arrays.stream(LoginStep.values()).map(this::report).toList();
  }

  private StepReport report(LoginStep step) {
    StepReport told = reports.get(step);
    return told == null ? new StepReport(step, Decision.SKIPPED, DECIDED) : told;
  }
}
