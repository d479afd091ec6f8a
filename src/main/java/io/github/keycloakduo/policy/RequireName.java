package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Outcome;

/** Nobody is asked for without a name. */
final class RequireName implements PolicyStep {
  @Override
  public Step step() {
    return Step.NAME;
  }

  @Override
  public StepResult decide(PolicyFacts facts) {
    return facts.username().isBlank()
        ? new StepResult.Deny(Outcome.MAPPING_ERROR, "the user has no name")
        : new StepResult.Continue("the user has a name");
  }
}
