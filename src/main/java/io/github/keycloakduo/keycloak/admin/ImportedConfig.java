package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.settings.SettingKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.utils.ModelToRepresentation;
import org.keycloak.utils.ReservedCharValidator;

/**
 * An imported configuration in the realm. Keycloak keeps it without a step that refers to it; it
 * means something as soon as one does, or another configuration shares it.
 */
final class ImportedConfig {
  private static final int LONGEST_ALIAS = 255;

  private final Desk desk;
  private final Configurations configurations;

  ImportedConfig(Desk desk) {
    this.desk = desk;
    this.configurations = new Configurations(desk.realm());
  }

  /** Refuses an alias that Keycloak would not take. */
  static void check(String alias) {
    if (alias.length() > LONGEST_ALIAS) {
      throw Refusals.badRequest("alias has more than " + LONGEST_ALIAS + " characters");
    }
    ReservedCharValidator.validate(alias);
  }

  /** Saves it; what it replaces must be allowed to be replaced. */
  void save(String alias, Map<String, String> options, boolean overwrite) {
    List<AuthenticatorConfigModel> old = configurations.all(alias);
    if (old.isEmpty()) {
      create(alias, options);
    } else if (!overwrite) {
      throw Refusals.conflict("the realm has a configuration of that alias; see overwrite");
    } else if (old.size() > 1 || !configurations.isOurs(old.get(0))) {
      throw Refusals.conflict("that alias belongs to a configuration that is not replaced");
    } else {
      replace(old.get(0), options);
    }
  }

  private void create(String alias, Map<String, String> options) {
    AuthenticatorConfigModel config = new AuthenticatorConfigModel();
    config.setAlias(alias);
    config.setConfig(new HashMap<>(options));
    tell(OperationType.CREATE, desk.realm().addAuthenticatorConfig(config));
  }

  /** Keycloak's own options of the step are not the plugin's to change. */
  private void replace(AuthenticatorConfigModel config, Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    config
        .getConfig()
        .forEach(
            (key, value) -> {
              if (SettingKey.isKeycloaksOwn(key)) {
                all.put(key, value);
              }
            });
    config.setConfig(all);
    desk.realm().updateAuthenticatorConfig(config);
    tell(OperationType.UPDATE, config);
  }

  private void tell(OperationType operation, AuthenticatorConfigModel config) {
    desk.events()
        .operation(operation)
        .resource(ResourceType.AUTHENTICATOR_CONFIG)
        .resourcePath("authentication", "config", config.getId())
        .representation(ModelToRepresentation.toRepresentation(config))
        .success();
  }
}
