package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.admin.checks.CheckResult;
import io.github.keycloakduo.keycloak.admin.checks.ConfigDiagnostics;
import java.util.List;
import org.keycloak.models.AuthenticatorConfigModel;

/** The test of a configuration by itself and in the flows that use it. Changes nothing. */
final class ConfigTest {
  private final AdminContext context;
  private final Configurations configurations;

  ConfigTest(AdminContext context) {
    this.context = context;
    this.configurations = new Configurations(context.realm());
  }

  List<CheckResult> run(AuthenticatorConfigModel config) {
    ConfigDiagnostics diagnostics = new ConfigDiagnostics(context.session(), context.services());
    ConfigUsages usages = ConfigUsages.in(context);
    return configurations.isOfUsernameStep(config)
        ? diagnostics.runForUsernameStep(config)
        : diagnostics.run(
            config,
            settings -> usages.problems(config, settings),
            settings -> usages.warnings(config, settings));
  }
}
