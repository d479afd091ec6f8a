package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import java.util.List;

/** The answer of one step, with its reason. */
sealed interface StepResult {
  String reason();

  /** What the log must warn of. */
  default List<String> warnings() {
    return List.of();
  }

  StepReport.Decision decision();

  /** The next step decides. */
  record Continue(String reason, List<String> warnings) implements StepResult {
    Continue(String reason) {
      this(reason, List.of());
    }

    @Override
    public StepReport.Decision decision() {
      return StepReport.Decision.GO_ON;
    }
  }

  /** The next step decides; Duo will know the user by this name. */
  record Mapped(DuoUsername identity, String reason) implements StepResult {
    @Override
    public StepReport.Decision decision() {
      return StepReport.Decision.GO_ON;
    }
  }

  /** In, without Duo. */
  record Allow(Outcome outcome, String reason, List<String> warnings) implements StepResult {
    @Override
    public StepReport.Decision decision() {
      return StepReport.Decision.LET_IN;
    }
  }

  /** Not in. */
  record Deny(Outcome outcome, String reason) implements StepResult {
    @Override
    public StepReport.Decision decision() {
      return StepReport.Decision.STOP;
    }
  }
}
