package io.github.keycloakduo.policy;

import java.util.Locale;

/**
 * The report of one step of a login.
 *
 * @param reason one sentence for the administrator; never a secret
 */
public record StepReport(LoginStep step, Decision decision, String reason) {
  /** The decision of the step; the constants are the names of the admin API in upper case. */
  public enum Decision {
    GO_ON,
    LET_IN,
    STOP,
    /** An earlier step had decided. */
    SKIPPED;

    /** The stable name, such as {@code go_on}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
