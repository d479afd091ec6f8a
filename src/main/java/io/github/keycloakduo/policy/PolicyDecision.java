package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import java.util.List;
import java.util.function.Function;

/** What the rules make of a login before Duo is asked. */
public sealed interface PolicyDecision {
  /** A function for each case. */
  record Cases<R>(Function<Allow, R> allow, Function<AskDuo, R> askDuo, Function<Deny, R> deny) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<Allow, R> allow, Function<AskDuo, R> askDuo, Function<Deny, R> deny) {
    return match(new Cases<>(allow, askDuo, deny));
  }

  /** How it came about. */
  Trail trail();

  /** No factor is asked for. */
  record Allow(Outcome outcome, String reason, Trail trail) implements PolicyDecision {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.allow().apply(this);
    }
  }

  /** Duo decides about this name. */
  record AskDuo(DuoUsername identity, Trail trail) implements PolicyDecision {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.askDuo().apply(this);
    }
  }

  /** Refused. */
  record Deny(Outcome outcome, String reason, Trail trail) implements PolicyDecision {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.deny().apply(this);
    }
  }

  /**
   * The way to a decision.
   *
   * @param steps the report of every step before Duo, in order, skipped ones included
   * @param warnings sentences for the log: what could not be read, and so exempted nobody
   */
  record Trail(List<StepReport> steps, List<String> warnings) {
    public Trail {
      steps = List.copyOf(steps);
      warnings = List.copyOf(warnings);
    }
  }
}
