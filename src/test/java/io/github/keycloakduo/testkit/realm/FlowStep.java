package io.github.keycloakduo.testkit.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.testkit.server.AdminClient;
import java.util.HashMap;
import java.util.Map;

/** One execution with a configuration, in a flow of its realm. */
public final class FlowStep {
  private final AdminClient admin;
  private final String flow;
  private final String executionId;
  private final String configId;
  private final String alias;
  private final Map<String, String> config;

  private FlowStep(AdminClient admin, String flow, String provider, Map<String, String> config) {
    this.admin = admin;
    this.flow = flow;
    this.config = new HashMap<>(config);
    this.alias = flow + " " + provider;
    this.executionId =
        admin.create(
            "/flows/" + path(flow) + "/executions/execution", Map.of("provider", provider));
    // Keycloak adds an execution disabled.
    require("REQUIRED");
    this.configId =
        admin.create(
            "/executions/" + executionId + "/config", Map.of("alias", alias, "config", config));
  }

  /** Adds the step at the end of the flow of this alias. */
  static FlowStep append(
      AdminClient realm, String flow, String provider, Map<String, String> config) {
    return new FlowStep(realm.at("/authentication"), flow, provider, config);
  }

  /** Adds a step that has no configuration. */
  static void appendUnconfigured(AdminClient realm, String flow, String provider) {
    AdminClient admin = realm.at("/authentication");
    String id =
        admin.create(
            "/flows/" + path(flow) + "/executions/execution", Map.of("provider", provider));
    require(admin, flow, id, "REQUIRED");
  }

  /**
   * Adds a sub-flow at the end of a flow.
   *
   * @param requirement REQUIRED, ALTERNATIVE, CONDITIONAL, DISABLED
   */
  static void appendSubflow(AdminClient realm, String flow, String alias, String requirement) {
    AdminClient admin = realm.at("/authentication");
    String id =
        admin.create(
            "/flows/" + path(flow) + "/executions/flow",
            Map.of(
                "alias",
                alias,
                "type",
                "basic-flow",
                "provider",
                "registration-page-form",
                "description",
                alias));
    require(admin, flow, id, requirement);
  }

  /** Adds one more execution with the configuration of this step, as a realm import does it. */
  void appendTo(AdminClient realm, String flow, String provider) {
    String parent = "";
    for (JsonNode other : realm.get("/authentication/flows")) {
      if (other.path("alias").asText().equals(flow)) {
        parent = other.path("id").asText();
      }
    }
    realm.create(
        "/authentication/executions",
        Map.of(
            "authenticator",
            provider,
            "parentFlow",
            parent,
            "requirement",
            "REQUIRED",
            "priority",
            100,
            "authenticatorConfig",
            alias));
  }

  public String executionId() {
    return executionId;
  }

  public String configId() {
    return configId;
  }

  public String configAlias() {
    return alias;
  }

  /** Sets the requirement: REQUIRED, ALTERNATIVE, DISABLED. */
  public void require(String requirement) {
    require(admin, flow, executionId, requirement);
  }

  /**
   * Switches off Keycloak's own second factor in the same flow, for which users who have set one up
   * would be asked as well.
   */
  public FlowStep alone() {
    String executions = "/flows/" + path(flow) + "/executions";
    for (JsonNode execution : admin.get(executions)) {
      if (execution.path("displayName").asText().matches(".*Conditional (2FA|OTP)")) {
        admin.put(executions, ((ObjectNode) execution).put("requirement", "DISABLED"));
      }
    }
    return this;
  }

  private static void require(
      AdminClient admin, String flow, String executionId, String requirement) {
    String executions = "/flows/" + path(flow) + "/executions";
    for (JsonNode execution : admin.get(executions)) {
      if (execution.path("id").asText().equals(executionId)
          || execution.path("flowId").asText().equals(executionId)) {
        admin.put(executions, ((ObjectNode) execution).put("requirement", requirement));
        return;
      }
    }
    throw new IllegalStateException("no execution " + executionId + " in " + flow);
  }

  /** Changes some settings, and keeps the others as this object gave them. */
  public void change(Map<String, String> changes) {
    config.putAll(changes);
    store();
  }

  /** Takes a setting out of the configuration. */
  public void remove(String key) {
    config.remove(key);
    store();
  }

  /** The configuration as an administrator reads it: secrets are masked. */
  public Map<String, String> config() {
    Map<String, String> read = new HashMap<>();
    JsonNode stored = admin.get("/config/" + configId).path("config");
    stored.properties().forEach(entry -> read.put(entry.getKey(), entry.getValue().asText()));
    return read;
  }

  private void store() {
    admin.put("/config/" + configId, Map.of("id", configId, "alias", alias, "config", config));
  }

  static String path(String flowAlias) {
    return flowAlias.replace(" ", "%20");
  }
}
