package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.StepReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The explanation how a login would end, and why.
 *
 * @param identity the name by which Duo knows the user, also where it would not be asked; blank if
 *     it cannot be told
 */
record Explanation(Outcome outcome, String identity, List<StepReport> steps) {
  Explanation {
    steps = List.copyOf(steps);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", outcome.id());
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
