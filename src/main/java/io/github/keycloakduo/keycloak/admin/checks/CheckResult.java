package io.github.keycloakduo.keycloak.admin.checks;

import java.util.List;

/**
 * The result of one check.
 *
 * @param ok true also where there is nothing to check
 * @param message one sentence for the administrator; never a secret
 */
public record CheckResult(CheckName name, boolean ok, String message) {
  private static final String SKIPPED = "not checked, because ";

  /** One that found nothing, or had nothing to look at. */
  public static CheckResult passed(CheckName name, String message) {
    return new CheckResult(name, true, message);
  }

  static CheckResult failed(CheckName name, String message) {
    return new CheckResult(name, false, message);
  }

  /** One that found something. */
  public static CheckResult failed(CheckName name, List<String> sentences) {
    return failed(name, String.join("; ", sentences));
  }

  /** The same with something more to know. */
  CheckResult adding(String remark) {
    return new CheckResult(name, ok, message + "; " + remark);
  }

  /** Its result is unknown until something before it is put right. */
  static CheckResult skipped(CheckName name, String because) {
    return failed(name, SKIPPED + because);
  }

  boolean isSkipped() {
    return message.startsWith(SKIPPED);
  }
}
