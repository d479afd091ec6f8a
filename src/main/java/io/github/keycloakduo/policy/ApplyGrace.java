package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An earlier MFA that still counts. */
final class ApplyGrace implements PolicyStep {
  private final Optional<Supplier<GraceLookup.Answer>> grace;

  /** Takes the way to ask, counting or only looking; absent when the cache is off. */
  ApplyGrace(Optional<Supplier<GraceLookup.Answer>> grace) {
    this.grace = grace;
  }

  @Override
  public Step step() {
    return Step.GRACE;
  }

  @Override
  public StepResult decide(PolicyFacts facts) {
    if (grace.isEmpty()) {
      return new StepResult.Continue("authentication_cache.reuse_limit is 0");
    }
    if (!facts.assurance().allowsGrace()) {
      return new StepResult.Continue("this login demands a new authentication");
    }
    if (facts.clientIp().isEmpty()) {
      return new StepResult.Continue("the address of the client is unknown");
    }
    GraceLookup.Answer answer = grace.get().get();
    if (answer instanceof GraceLookup.Answer.Holds holds) {
      return new StepResult.Allow(Outcome.GRACE, holds.detail(), List.of());
    }
    if (answer instanceof GraceLookup.Answer.Absent absent) {
      return new StepResult.Continue(absent.detail());
    }
    String detail = ((GraceLookup.Answer.Unavailable) answer).detail();
    return new StepResult.Continue(detail, List.of("authentication_cache: " + detail));
  }
}
