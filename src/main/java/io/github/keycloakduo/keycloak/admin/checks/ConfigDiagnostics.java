package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.keycloak.directory.RealmDirectories;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.policy.ExemptionWarnings;
import io.github.keycloakduo.policy.StepWarning;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.UsernameSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;

/** The test of a configuration of the realm. It changes nothing, in Keycloak or at Duo. */
public final class ConfigDiagnostics {
  private final KeycloakSession session;
  private final DuoServices services;

  public ConfigDiagnostics(KeycloakSession session, DuoServices services) {
    this.session = session;
    this.services = services;
  }

  /**
   * All checks, in their order, of what holds for most clients and of what holds for each of {@code
   * client.configs}.
   *
   * @param usageProblems why what it is used for rejects it, although it is right by itself
   * @param usageWarnings what it does not get there of what it asks for
   */
  public List<CheckResult> run(
      AuthenticatorConfigModel config,
      Function<DuoMfaSettings, List<String>> usageProblems,
      Function<DuoMfaSettings, List<StepWarning>> usageWarnings) {
    Function<ConfigResult, List<CheckResult>> checks =
        result ->
            result.match(valid -> run(valid, usageProblems, usageWarnings), ConfigChecks::invalid);
    ClientChecks all = new ClientChecks(checks.apply(services.configs().of(session, config)));
    services
        .configs()
        .ofClients(session, config)
        .forEach((client, result) -> all.add(client, checks.apply(result)));
    return all.results();
  }

  private List<CheckResult> run(
      ConfigResult.Valid valid,
      Function<DuoMfaSettings, List<String>> usageProblems,
      Function<DuoMfaSettings, List<StepWarning>> usageWarnings) {
    DuoMfaSettings settings = valid.settings();
    List<String> problems = new ArrayList<>(services.problems(session, settings));
    problems.addAll(usageProblems.apply(settings));
    List<StepWarning> warnings = new ArrayList<>(hints(settings));
    warnings.addAll(usageWarnings.apply(settings));
    List<CheckResult> checks =
        new ArrayList<>(ConfigChecks.valid(problems, warnings, !valid.fromVault().isEmpty()));
    checks.addAll(
        new DuoChecks(
                DuoRoute.of(settings.connection(), valid.fromVault()),
                Probe.of(settings, services),
                services.clock())
            .run());
    checks.addAll(directory(settings));
    return checks;
  }

  /** A login itself warns of a group that it does not find. */
  private List<StepWarning> hints(DuoMfaSettings settings) {
    List<StepWarning> hints = new ArrayList<>(services.warnings(session, settings));
    ExemptionWarnings.missingGroup(settings.exemptions(), services.listedUsers(session, settings))
        .ifPresent(hints::add);
    return hints;
  }

  /** The same for a step that only takes user names apart. */
  public List<CheckResult> runForUsernameStep(AuthenticatorConfigModel config) {
    UsernameSettings settings = services.configs().ofUsername(session, config, Optional.empty());
    return ConfigChecks.ofUsernameStep(
        ConfigProblem.sentences(settings.problems()), settings.shared().sentences());
  }

  private List<CheckResult> directory(DuoMfaSettings settings) {
    boolean withGroups = settings.exemptions().groups().isPresent();
    return settings
        .directory()
        .map(
            name ->
                DirectoryChecks.of(
                    RealmDirectories.test(
                        session, session.getContext().getRealm(), name, withGroups)))
        .orElseGet(DirectoryChecks::notConfigured);
  }
}
