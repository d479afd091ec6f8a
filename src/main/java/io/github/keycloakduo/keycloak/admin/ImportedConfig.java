package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.settings.SettingKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.utils.ModelToRepresentation;
import org.keycloak.utils.ReservedCharValidator;

/**
 * An imported configuration to be saved in the realm. Keycloak keeps it without a step that refers
 * to it; it means something as soon as one does, or another configuration shares it.
 */
final class ImportedConfig {
  private static final int MAX_ALIAS_LENGTH = 255;

  private final AdminContext context;
  private final Configurations configurations;

  ImportedConfig(AdminContext context) {
    this.context = context;
    this.configurations = new Configurations(context.realm());
  }

  /** Rejects an alias that Keycloak would not accept. */
  static void checkAlias(String alias) {
    if (alias.length() > MAX_ALIAS_LENGTH) {
      throw AdminErrors.badRequest("alias has more than " + MAX_ALIAS_LENGTH + " characters");
    }
    ReservedCharValidator.validate(alias);
  }

  /** Rejects what {@link #save} would reject. Changes nothing. */
  void checkReplaceable(String alias, boolean overwrite) {
    configurations.replaceable(alias, overwrite);
  }

  /** Saves it; what it replaces must be allowed to be replaced. */
  void save(String alias, Map<String, String> options, boolean overwrite) {
    AliasLock lock = new AliasLock(context.session(), context.realm());
    lock.acquire(alias);
    Optional<AuthenticatorConfigModel> old = configurations.replaceable(alias, overwrite);
    if (old.isPresent()) {
      replace(old.get(), options);
    } else if (lock.isTaken(alias)) {
      throw AdminErrors.conflict("another import has just taken that alias; see overwrite");
    } else {
      create(alias, options);
    }
  }

  private void create(String alias, Map<String, String> options) {
    AuthenticatorConfigModel config = new AuthenticatorConfigModel();
    config.setAlias(alias);
    config.setConfig(new HashMap<>(options));
    report(OperationType.CREATE, context.realm().addAuthenticatorConfig(config));
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
    context.realm().updateAuthenticatorConfig(config);
    report(OperationType.UPDATE, config);
  }

  private void report(OperationType operation, AuthenticatorConfigModel config) {
    context
        .events()
        .operation(operation)
        .resource(ResourceType.AUTHENTICATOR_CONFIG)
        .resourcePath("authentication", "config", config.getId())
        .representation(ModelToRepresentation.toRepresentation(config))
        .success();
  }
}
