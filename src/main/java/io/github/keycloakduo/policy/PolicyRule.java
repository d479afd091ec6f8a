package io.github.keycloakduo.policy;

/** One rule of the policy. */
interface PolicyRule {
  /** The step by which reports name this rule. */
  LoginStep step();

  /** Applies the rule to a login. */
  RuleResult decide(PolicyFacts facts);
}
