package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.keycloak.DuoRuntime;
import io.github.keycloakduo.keycloak.directory.RealmDirectories;
import io.github.keycloakduo.policy.RuleHints;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ParsedSettings;
import io.github.keycloakduo.settings.SettingKey;
import io.github.keycloakduo.settings.VaultExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;

/** Tries a configuration of the realm out. Changes nothing, in Keycloak or at Duo. */
public final class Examination {
  private final KeycloakSession session;
  private final DuoRuntime runtime;

  public Examination(KeycloakSession session, DuoRuntime runtime) {
    this.session = session;
    this.runtime = runtime;
  }

  /**
   * All checks, in their order.
   *
   * @param unfit why the steps that have it could not use it, although it is right by itself
   */
  public List<Check> of(
      AuthenticatorConfigModel config, Function<DuoMfaSettings, Optional<String>> unfit) {
    ParsedSettings parsed = runtime.settings().of(session, config);
    if (parsed instanceof ParsedSettings.Invalid invalid) {
      return ConfigChecks.invalid(invalid);
    }
    DuoMfaSettings settings = ((ParsedSettings.Valid) parsed).settings();
    List<String> problems = new ArrayList<>(runtime.problems(session, settings));
    unfit.apply(settings).ifPresent(problems::add);
    List<Check> checks =
        new ArrayList<>(ConfigChecks.valid(problems, RuleHints.of(settings), usesVault(config)));
    checks.addAll(
        new DuoChecks(Way.of(settings.connection()), Probe.of(settings, runtime), runtime.clock())
            .run());
    checks.addAll(directory(settings));
    return checks;
  }

  /** The same for a step that only takes user names apart. */
  public List<Check> ofUsernameStep(AuthenticatorConfigModel config) {
    return ConfigChecks.ofUsernameStep(runtime.settings().ofUsername(session, config).problems());
  }

  private List<Check> directory(DuoMfaSettings settings) {
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

  private static boolean usesVault(AuthenticatorConfigModel config) {
    return config.getConfig().entrySet().stream()
        .anyMatch(
            option ->
                option.getKey().equals(SettingKey.CREDENTIAL_STORE_NAME.id())
                    || (option.getValue() != null
                        && VaultExpression.is(option.getValue().strip())));
  }
}
