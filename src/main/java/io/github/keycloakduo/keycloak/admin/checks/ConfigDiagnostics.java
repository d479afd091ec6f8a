package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.keycloak.directory.RealmDirectories;
import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.policy.ConfigWarnings;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ParsedSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;

/** Tries a configuration of the realm out. Changes nothing, in Keycloak or at Duo. */
public final class ConfigDiagnostics {
  private final KeycloakSession session;
  private final DuoRuntime runtime;

  public ConfigDiagnostics(KeycloakSession session, DuoRuntime runtime) {
    this.session = session;
    this.runtime = runtime;
  }

  /**
   * All checks, in their order.
   *
   * @param refusals why what it is used for refuses it, although it is right by itself
   */
  public List<CheckResult> of(
      AuthenticatorConfigModel config, Function<DuoMfaSettings, List<String>> refusals) {
    ParsedSettings parsed = runtime.settings().of(session, config);
    if (parsed instanceof ParsedSettings.Invalid invalid) {
      return ConfigChecks.invalid(invalid);
    }
    ParsedSettings.Valid valid = (ParsedSettings.Valid) parsed;
    DuoMfaSettings settings = valid.settings();
    List<String> problems = new ArrayList<>(runtime.problems(session, settings));
    problems.addAll(refusals.apply(settings));
    List<CheckResult> checks =
        new ArrayList<>(
            ConfigChecks.valid(
                problems, ConfigWarnings.of(settings), !valid.fromVault().isEmpty()));
    checks.addAll(
        new DuoChecks(
                DuoRoute.of(settings.connection(), valid.fromVault()),
                Probe.of(settings, runtime),
                runtime.clock())
            .run());
    checks.addAll(directory(settings));
    return checks;
  }

  /** The same for a step that only takes user names apart. */
  public List<CheckResult> ofUsernameStep(AuthenticatorConfigModel config) {
    return ConfigChecks.ofUsernameStep(runtime.settings().ofUsername(session, config).problems());
  }

  private List<CheckResult> directory(DuoMfaSettings settings) {
    boolean withGroups = settings.exemptions().groups().isPresent();
    return settings
        .directory()
        .map(
            name ->
                DirectoryChecks.of(
                    RealmDirectories.tryOut(
                        session, session.getContext().getRealm(), name, withGroups)))
        .orElseGet(DirectoryChecks::none);
  }
}
