package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The result of one rule of the policy, with its reason. */
sealed interface RuleResult {
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

  /** One sentence for the administrator; never a secret. */
  String reason();

  /** A sentence for each warning to administrators. */
  default List<String> warnings() {
    return List.of();
  }

  /** The decision by the name that reports have for it. */
  StepReport.Decision decision();

  /** The name by which Duo knows the user, where this rule found it. */
  default Optional<DuoUsername> duoUsername() {
    return match(
        next -> Optional.empty(),
        mapped -> Optional.of(mapped.identity()),
        allow -> Optional.empty(),
        deny -> Optional.empty());
  }

  /** The next rule decides. */
  record Continue(String reason, List<String> warnings) implements RuleResult {
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

  /** The next rule decides; Duo knows the user by this name. */
  record Mapped(DuoUsername identity, String reason) implements RuleResult {
    @Override
    public StepReport.Decision decision() {
      return StepReport.Decision.GO_ON;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.mapped().apply(this);
    }
  }

  /** The user is let in without Duo. */
  record Allow(Outcome outcome, String reason, List<String> warnings, boolean breakGlass)
      implements RuleResult {
    Allow(Outcome outcome, String reason, List<String> warnings) {
      this(outcome, reason, warnings, false);
    }

    /** An administrator has exempted the user for now. */
    static Allow byBreakGlass(Outcome outcome, String reason) {
      return new Allow(outcome, reason, List.of(), true);
    }

    @Override
    public StepReport.Decision decision() {
      return StepReport.Decision.LET_IN;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.allow().apply(this);
    }
  }

  /** The login is refused. */
  record Deny(Outcome outcome, String reason) implements RuleResult {
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
