package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.admin.flows.ConfigUse;
import io.github.keycloakduo.keycloak.admin.flows.RealmFlows;
import io.github.keycloakduo.settings.SettingKey;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
    Map<String, List<Map<String, Object>>> uses =
        RealmFlows.uses(context.session(), realm).stream()
            .collect(
                Collectors.groupingBy(
                    ConfigUse::configId,
                    Collectors.mapping(ConfigList::json, Collectors.toList())));
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

  private static Map<String, Object> json(ConfigUse use) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", use.flow());
    json.put("step", use.step());
    return json;
  }
}
