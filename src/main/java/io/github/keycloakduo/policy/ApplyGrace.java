package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The rule that lets a user in by an earlier MFA that still counts. */
final class ApplyGrace implements PolicyRule {
  private final Optional<Supplier<GraceLookup.Answer>> grace;

  /** Takes the lookup, which counts a use or does not; absent when the cache is off. */
  ApplyGrace(Optional<Supplier<GraceLookup.Answer>> grace) {
    this.grace = grace;
  }

  @Override
  public LoginStep step() {
    return LoginStep.GRACE;
  }

  @Override
  public RuleResult decide(PolicyFacts facts) {
    if (grace.isEmpty()) {
      return new RuleResult.Continue("authentication_cache.reuse_limit is 0");
    }
    if (!facts.assurance().allowsGrace()) {
      return new RuleResult.Continue("this login demands a new authentication");
    }
    if (facts.passive()) {
      // Nobody may be there: any web page can make a browser send such a request.
      return new RuleResult.Continue("a passive request uses no earlier MFA");
    }
    if (facts.clientIp().isEmpty()) {
      return new RuleResult.Continue("the address of the client is unknown");
    }
    return grace
        .get()
        .get()
        .match(
            holds -> new RuleResult.Allow(Outcome.GRACE, holds.detail(), List.of()),
            absent -> new RuleResult.Continue(absent.detail()),
            unavailable ->
                new RuleResult.Continue(
                    unavailable.detail(),
                    List.of("authentication_cache: " + unavailable.detail())));
  }
}
