package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.policy.StepReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a login would end, and why.
 *
 * @param outcome as in events, or Keycloak's own error for a user whom it locks out itself
 * @param identity the name Duo would be asked about; blank if it would not be asked
 */
record Explanation(String outcome, String identity, List<StepReport> steps) {
  Explanation {
    steps = List.copyOf(steps);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", outcome);
    json.put("identity", identity);
    json.put("steps", steps.stream().map(Explanation::step).toList());
    return json;
  }

  private static Map<String, String> step(StepReport report) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("step", report.step().id());
    json.put("decision", report.decision().id());
    json.put("reason", report.reason());
    return json;
  }
}
