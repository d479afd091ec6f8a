package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import java.util.List;

/** What the rules make of a login before Duo is asked. */
public sealed interface PolicyDecision {
  /** How it came about. */
  Trail trail();

  /** No factor is asked for. */
  record Allow(Outcome outcome, String reason, Trail trail) implements PolicyDecision {}

  /** Duo decides about this name. */
  record AskDuo(DuoUsername identity, Trail trail) implements PolicyDecision {}

  /** Refused. */
  record Deny(Outcome outcome, String reason, Trail trail) implements PolicyDecision {}

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
