package io.github.keycloakduo.testkit.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.testkit.server.AdminClient;
import java.util.Map;

/**
 * A browser flow of two levels of authentication: the password gives level 1, called silver, and a
 * step behind it gives level 2, called gold.
 */
final class StepUpFlow {
  private static final String TOP = "step up";
  private static final String FORMS = "step up forms";

  private final AdminClient admin;

  private StepUpFlow(AdminClient realm) {
    this.admin = realm.at("/authentication");
  }

  /** Builds the flow and makes it the realm's own. */
  static void install(TestRealm realm, String provider, Map<String, String> config) {
    StepUpFlow flow = new StepUpFlow(realm.admin());
    flow.frame();
    flow.level("level 1", "1");
    flow.password("level 1");
    flow.level("level 2", "2");
    flow.gold(provider, config);
    use(realm);
  }

  /** The same with one level only: password and step together give gold. */
  static void installOneLevel(TestRealm realm, String provider, Map<String, String> config) {
    StepUpFlow flow = new StepUpFlow(realm.admin());
    flow.frame();
    flow.level("level 2", "2");
    flow.password("level 2");
    flow.gold(provider, config);
    use(realm);
  }

  /** The step behind both the session of an earlier login and the password. */
  static FlowStep installAtEveryLogin(
      TestRealm realm, String provider, Map<String, String> config) {
    StepUpFlow flow = new StepUpFlow(realm.admin());
    flow.top();
    flow.subflow(TOP, FORMS, "REQUIRED");
    flow.execution(FORMS, "auth-cookie", "ALTERNATIVE");
    flow.execution(FORMS, "auth-username-password-form", "ALTERNATIVE");
    FlowStep step = FlowStep.append(realm.admin(), TOP, provider, config);
    realm.change(Map.of("browserFlow", TOP));
    return step;
  }

  private static void use(TestRealm realm) {
    realm.change(
        Map.of(
            "browserFlow",
            TOP,
            "attributes",
            Map.of("acr.loa.map", "{\"silver\":\"1\",\"gold\":\"2\"}")));
  }

  private void top() {
    admin.create(
        "/flows",
        Map.of("alias", TOP, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
  }

  private void frame() {
    top();
    execution(TOP, "auth-cookie", "ALTERNATIVE");
    subflow(TOP, FORMS, "ALTERNATIVE");
  }

  private void password(String level) {
    execution(level, "auth-username-password-form", "REQUIRED");
  }

  private void gold(String provider, Map<String, String> config) {
    configure(
        execution("level 2", provider, "REQUIRED"), Map.of("alias", "duo gold", "config", config));
  }

  private void level(String alias, String level) {
    subflow(FORMS, alias, "CONDITIONAL");
    String condition = execution(alias, "conditional-level-of-authentication", "REQUIRED");
    configure(
        condition,
        Map.of(
            "alias",
            "level " + level + " reached",
            "config",
            Map.of("loa-condition-level", level, "loa-max-age", "36000")));
  }

  private void configure(String execution, Map<String, ?> config) {
    admin.create("/executions/" + execution + "/config", config);
  }

  private String execution(String flow, String provider, String requirement) {
    String id =
        admin.create(
            "/flows/" + FlowStep.path(flow) + "/executions/execution",
            Map.of("provider", provider));
    require(flow, id, requirement);
    return id;
  }

  private void subflow(String flow, String alias, String requirement) {
    String flowId =
        admin.create(
            "/flows/" + FlowStep.path(flow) + "/executions/flow",
            Map.of(
                "alias",
                alias,
                "type",
                "basic-flow",
                "provider",
                "registration-page-form",
                "description",
                alias));
    require(flow, flowId, requirement);
  }

  /** By the id of the execution, or of the flow that it stands for. */
  private void require(String flow, String id, String requirement) {
    String executions = "/flows/" + FlowStep.path(flow) + "/executions";
    for (JsonNode execution : admin.get(executions)) {
      if (execution.path("id").asText().equals(id)
          || execution.path("flowId").asText().equals(id)) {
        admin.put(executions, ((ObjectNode) execution).put("requirement", requirement));
        return;
      }
    }
    throw new IllegalStateException("no execution " + id + " in " + flow);
  }
}
