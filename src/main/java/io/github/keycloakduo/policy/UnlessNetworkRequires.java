package io.github.keycloakduo.policy;

import io.github.keycloakduo.settings.NetworkRules;

/** A rule that lets users in without a factor, but not from networks that require one. */
record UnlessNetworkRequires(NetworkRules networks, PolicyRule rule) implements PolicyRule {
  @Override
  public LoginStep step() {
    return rule.step();
  }

  @Override
  public RuleResult decide(PolicyFacts facts) {
    return networks.requiresFactor(facts.clientIp())
        ? new RuleResult.Continue("does not apply, since network.require demands a factor")
        : rule.decide(facts);
  }
}
