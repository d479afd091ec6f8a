package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Outcome;

/** The rule that denies a login of a user without a name. */
final class RequireName implements PolicyRule {
  @Override
  public LoginStep step() {
    return LoginStep.NAME;
  }

  @Override
  public RuleResult decide(PolicyFacts facts) {
    return facts.username().isBlank()
        ? new RuleResult.Deny(Outcome.MAPPING_ERROR, "the user has no name")
        : new RuleResult.Continue("the user has a name");
  }
}
