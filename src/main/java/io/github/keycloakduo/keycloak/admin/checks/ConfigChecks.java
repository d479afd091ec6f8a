package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.policy.StepWarning;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.ConfigResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** The checks of the options by themselves, and of the vault. */
final class ConfigChecks {
  private ConfigChecks() {}

  /** All nine checks of a configuration that no login could use. */
  static List<CheckResult> invalid(ConfigResult.Invalid invalid) {
    List<String> missing = ConfigProblem.sentences(invalid.missingInVault());
    List<String> others = ConfigProblem.sentences(invalid.besidesVault());
    List<CheckResult> checks = new ArrayList<>();
    checks.add(
        others.isEmpty()
            ? CheckResult.passed(CheckName.CONFIG, "the options are valid, apart from the vault")
            : CheckResult.failed(CheckName.CONFIG, others));
    checks.add(
        missing.isEmpty()
            ? CheckResult.passed(CheckName.VAULT, "nothing is missing in the vault")
            : CheckResult.failed(CheckName.VAULT, missing));
    String because =
        others.isEmpty() ? "the vault lacks an entry" : "the configuration is not valid";
    EnumSet.range(CheckName.PROXY, CheckName.LDAP_SEARCH)
        .forEach(name -> checks.add(CheckResult.skipped(name, because)));
    return checks;
  }

  /**
   * The first two checks of a configuration that can be read.
   *
   * @param problems because of which no login can use it all the same
   * @param hints what it probably does not mean
   */
  static List<CheckResult> valid(
      List<String> problems, List<StepWarning> hints, boolean usesVault) {
    return List.of(
        problems.isEmpty()
            ? CheckResult.passed(
                CheckName.CONFIG, valid(hints.stream().map(StepWarning::sentence).toList()))
            : CheckResult.failed(CheckName.CONFIG, problems),
        CheckResult.passed(
            CheckName.VAULT,
            usesVault
                ? "all entries that are named are there"
                : "no option names an entry of the vault"));
  }

  /**
   * All nine checks of a step that only takes user names apart.
   *
   * @param problems because of which no login can use it
   * @param hints what it probably does not mean
   */
  static List<CheckResult> ofUsernameStep(List<String> problems, List<String> hints) {
    List<CheckResult> checks = new ArrayList<>();
    checks.add(
        problems.isEmpty()
            ? CheckResult.passed(CheckName.CONFIG, valid(hints))
            : CheckResult.failed(CheckName.CONFIG, problems));
    EnumSet.range(CheckName.VAULT, CheckName.LDAP_SEARCH)
        .forEach(
            name ->
                checks.add(
                    CheckResult.passed(name, "the step that reads user names has no use for it")));
    return checks;
  }

  private static String valid(List<String> hints) {
    return hints.isEmpty()
        ? "all options are valid"
        : "all options are valid; " + String.join("; ", hints);
  }
}
