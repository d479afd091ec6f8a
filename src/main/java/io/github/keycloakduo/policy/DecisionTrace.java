package io.github.keycloakduo.policy;

import java.util.List;

/**
 * The record of how a decision came about.
 *
 * @param steps the report of every step before Duo, in order, skipped ones included
 * @param warnings about what could not be read, and so exempted nobody
 */
public record DecisionTrace(List<StepReport> steps, List<StepWarning> warnings) {
  public DecisionTrace {
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }
}
