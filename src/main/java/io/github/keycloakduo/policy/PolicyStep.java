package io.github.keycloakduo.policy;

/** One rule. */
interface PolicyStep {
  Step step();

  StepResult decide(PolicyFacts facts);
}
