package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.NetworkRules;
import java.util.List;

/**
 * The rule of the networks. An unknown address is in no range that is exempt, and may be in one
 * from which a factor is required.
 */
final class ExemptNetworks implements PolicyRule {
  private final NetworkRules networks;

  ExemptNetworks(NetworkRules networks) {
    this.networks = networks;
  }

  @Override
  public LoginStep step() {
    return LoginStep.NETWORK;
  }

  @Override
  public RuleResult decide(PolicyFacts facts) {
    if (networks.equals(NetworkRules.NONE)) {
      return new RuleResult.Continue("no network is configured");
    }
    if (networks.requiresFactor(facts.clientIp())) {
      return new RuleResult.Continue(
          facts
              .clientIp()
              .flatMap(networks::requiring)
              .map(range -> "network.require has the address of the client, by " + range)
              .orElse(
                  "the address of the client is unknown, which counts as one of network.require"));
    }
    return facts
        .clientIp()
        .map(address -> known(address, facts.assurance()))
        .orElseGet(() -> new RuleResult.Continue("the address of the client is unknown"));
  }

  private RuleResult known(ClientIp address, RequiredAssurance assurance) {
    if (!networks.exempt().isEmpty() && !assurance.allowsExemption()) {
      return new RuleResult.Continue("a step-up exempts nobody");
    }
    return networks
        .exempting(address)
        .<RuleResult>map(
            range ->
                new RuleResult.Allow(
                    Outcome.EXEMPT_NETWORK,
                    "network.exempt has the address of the client, by " + range,
                    List.of()))
        .orElseGet(
            () -> new RuleResult.Continue("no configured network has the address of the client"));
  }
}
