package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An earlier MFA that still counts. */
final class HonourGrace implements PolicyStep {
  private final Optional<Supplier<GraceCache.Answer>> grace;

  /** Takes the way to ask, counting or only looking; absent when the cache is off. */
  HonourGrace(Optional<Supplier<GraceCache.Answer>> grace) {
    this.grace = grace;
  }

  @Override
  public Step step() {
    return Step.GRACE;
  }

  @Override
  public StepResult decide(PolicyFacts facts) {
    if (grace.isEmpty()) {
      return new StepResult.GoOn("authentication_cache.reuse_limit is 0");
    }
    if (!facts.assurance().allowsGrace()) {
      return new StepResult.GoOn("this login demands a new authentication");
    }
    if (facts.clientIp().isEmpty()) {
      return new StepResult.GoOn("the address of the client is unknown");
    }
    GraceCache.Answer answer = grace.get().get();
    if (answer instanceof GraceCache.Answer.Holds holds) {
      return new StepResult.LetIn(Outcome.GRACE, holds.detail(), List.of());
    }
    if (answer instanceof GraceCache.Answer.Absent absent) {
      return new StepResult.GoOn(absent.detail());
    }
    String detail = ((GraceCache.Answer.Unavailable) answer).detail();
    return new StepResult.GoOn(detail, List.of("authentication_cache: " + detail));
  }
}
