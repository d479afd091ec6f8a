package io.github.keycloakduo.policy;

import java.util.Locale;

/**
 * What one step made of a login.
 *
 * @param reason one sentence for the administrator; never a secret
 */
public record StepReport(Step step, Decision decision, String reason) {
  /** What follows. */
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
