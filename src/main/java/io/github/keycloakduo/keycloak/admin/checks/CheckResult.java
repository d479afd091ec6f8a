package io.github.keycloakduo.keycloak.admin.checks;

import java.util.List;

/**
 * What came of one check.
 *
 * @param ok true also where there is nothing to check
 * @param message one sentence for the administrator; never a secret
 */
public record CheckResult(CheckName name, boolean ok, String message) {
  static CheckResult passed(CheckName name, String message) {
    return new CheckResult(name, true, message);
  }

  static CheckResult failed(CheckName name, String message) {
    return new CheckResult(name, false, message);
  }

  static CheckResult failed(CheckName name, List<String> sentences) {
    return failed(name, String.join("; ", sentences));
  }

  /** Nobody knows, because something before it must be put right first. */
  static CheckResult notMade(CheckName name, String because) {
    return failed(name, "not checked, because " + because);
  }
}
