package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.directory.DirectoryProbeResult;
import java.util.List;

/** The checks of the directory. */
final class DirectoryChecks {
  private DirectoryChecks() {}

  static List<CheckResult> notConfigured() {
    String message = "no directory is configured (ldap_server.name)";
    return List.of(
        CheckResult.passed(CheckName.LDAP_BIND, message),
        CheckResult.passed(CheckName.LDAP_SEARCH, message));
  }

  static List<CheckResult> of(DirectoryProbeResult report) {
    if (report.bind().isPresent()) {
      return List.of(
          CheckResult.failed(CheckName.LDAP_BIND, report.bind().get()),
          CheckResult.skipped(CheckName.LDAP_SEARCH, "the directory lets nobody ask"));
    }
    CheckResult bind = CheckResult.passed(CheckName.LDAP_BIND, "the directory accepts the bind");
    return List.of(bind, search(report));
  }

  private static CheckResult search(DirectoryProbeResult report) {
    return report
        .search()
        .map(sentence -> CheckResult.failed(CheckName.LDAP_SEARCH, sentence))
        .orElseGet(
            () ->
                CheckResult.passed(
                    CheckName.LDAP_SEARCH,
                    report.hasUsers()
                        ? "the directory can be searched"
                        : "the directory can be searched, but no entry there is a user by base,"
                            + " object classes and filter of the LDAP provider"));
  }
}
