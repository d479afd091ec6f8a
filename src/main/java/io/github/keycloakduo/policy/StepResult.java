package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import java.util.List;
import java.util.function.Function;

/** The answer of one step, with its reason. */
sealed interface StepResult {
  /** A function for each case. */
  record Cases<R>(
      Function<Continue, R> next,
      Function<Mapped, R> mapped,
      Function<Allow, R> allow,
      Function<Deny, R> deny) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<Continue, R> next,
      Function<Mapped, R> mapped,
      Function<Allow, R> allow,
      Function<Deny, R> deny) {
    return match(new Cases<>(next, mapped, allow, deny));
  }

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

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.next().apply(this);
    }
  }

  /** The next step decides; Duo will know the user by this name. */
  record Mapped(DuoUsername identity, String reason) implements StepResult {
    @Override
    public StepReport.Decision decision() {
      return StepReport.Decision.GO_ON;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.mapped().apply(this);
    }
  }

  /** In, without Duo. */
  record Allow(Outcome outcome, String reason, List<String> warnings) implements StepResult {
    @Override
    public StepReport.Decision decision() {
      return StepReport.Decision.LET_IN;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.allow().apply(this);
    }
  }

  /** Not in. */
  record Deny(Outcome outcome, String reason) implements StepResult {
    @Override
    public StepReport.Decision decision() {
      return StepReport.Decision.STOP;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.deny().apply(this);
    }
  }
}
