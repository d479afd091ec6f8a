package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.settings.SettingKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

/** The configurations of this extension in a realm, with the steps that use them. */
final class ConfigList {
  private final AdminContext context;
  private final RealmModel realm;

  ConfigList(AdminContext context) {
    this.context = context;
    this.realm = context.realm();
  }

  /** By alias; those that no step uses are among them. */
  List<Map<String, Object>> list() {
    Configurations configurations = new Configurations(realm);
    Map<String, List<Map<String, Object>>> uses = uses();
    return realm
        .getAuthenticatorConfigsStream()
        .filter(configurations::isOurs)
        .sorted(Comparator.comparing(ConfigList::alias))
        .map(config -> json(config, uses.getOrDefault(config.getId(), List.of())))
        .toList();
  }

  private Map<String, Object> json(
      AuthenticatorConfigModel config, List<Map<String, Object>> usedBy) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("alias", alias(config));
    json.put("id", config.getId());
    json.put("mode", mode(config));
    json.put("usedBy", usedBy);
    return json;
  }

  private static String alias(AuthenticatorConfigModel config) {
    return Optional.ofNullable(config.getAlias()).orElse("");
  }

  /** As a login has it, perhaps from a shared configuration; else as it is written. */
  private String mode(AuthenticatorConfigModel config) {
    return context
        .services()
        .configs()
        .of(context.session(), config)
        .match(
            valid -> valid.settings().isUniversal() ? "universal" : "form",
            invalid -> written(config));
  }

  private static String written(AuthenticatorConfigModel config) {
    return Optional.ofNullable(config.getConfig())
        .map(options -> options.get(SettingKey.DUO_MODE.id()))
        .filter("universal"::equals)
        .orElse("form");
  }

  /** The steps of all flows by the id of their configuration. */
  private Map<String, List<Map<String, Object>>> uses() {
    Map<String, List<Map<String, Object>>> uses = new LinkedHashMap<>();
    realm
        .getAuthenticationFlowsStream()
        .filter(AuthenticationFlowModel::isTopLevel)
        .sorted(Comparator.comparing(AuthenticationFlowModel::getAlias))
        .forEach(flow -> add(uses, flow, flow.getId(), new HashSet<>()));
    return uses;
  }

  /**
   * Adds what is below a flow.
   *
   * @param seen flows that were looked at: an imported one may contain itself
   */
  private void add(
      Map<String, List<Map<String, Object>>> uses,
      AuthenticationFlowModel top,
      String flowId,
      Set<String> seen) {
    if (!seen.add(flowId)) {
      return;
    }
    for (AuthenticationExecutionModel step :
        realm.getAuthenticationExecutionsStream(flowId).toList()) {
      if (step.isAuthenticatorFlow() && step.getFlowId() != null) {
        add(uses, top, step.getFlowId(), seen);
      } else if (step.getAuthenticatorConfig() != null && step.getAuthenticator() != null) {
        Map<String, Object> use = new LinkedHashMap<>();
        use.put("flow", top.getAlias());
        use.put("step", step.getAuthenticator());
        uses.computeIfAbsent(step.getAuthenticatorConfig(), id -> new ArrayList<>()).add(use);
      }
    }
  }
}
