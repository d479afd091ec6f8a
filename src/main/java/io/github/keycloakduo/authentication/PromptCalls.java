package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptAnswer;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.policy.FailureStage;
import io.github.keycloakduo.policy.PromptFactorMapping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The two questions of a login through Duo's own page, in the background. */
final class PromptCalls {
  private final UniversalPrompt prompt;
  private final DuoCalls talk;
  private final Clock clock;

  /**
   * Questions to one application.
   *
   * @param talk decides what failures mean
   */
  PromptCalls(UniversalPrompt prompt, DuoCalls talk, Clock clock) {
    this.prompt = prompt;
    this.talk = talk;
    this.clock = clock;
  }

  /** Can a user be sent to Duo now? */
  CompletableFuture<Verdict> contact(FailureStage stage, Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    Duration reserve = talk.reserve(left);
    return prompt
        .healthCheck(left.minus(reserve))
        .thenCompose(
            reply ->
                reply.match(
                    time -> CompletableFuture.completedFuture(new Verdict.Healthy()),
                    fault -> talk.failure(fault, stage, reserve)));
  }

  /** What came of the visit? Nothing fails open any more. */
  CompletableFuture<Verdict> exchange(
      Secret code, PromptRequest ticket, List<Factor> allowed, Instant deadline) {
    return prompt
        .exchange(code, ticket, Duration.between(clock.instant(), deadline))
        .thenCompose(
            reply ->
                reply.match(
                    answer -> CompletableFuture.completedFuture(verdict(answer, allowed)),
                    fault -> talk.failure(fault, FailureStage.FACTOR, Duration.ZERO)));
  }

  private static Verdict verdict(PromptAnswer answer, List<Factor> allowed) {
    if (answer instanceof PromptAnswer.Allowed given) {
      Outcome outcome = PromptFactorMapping.judge(given.report(), allowed);
      String said = given.report().factor().orElse("no factor");
      return new Verdict.Reported(outcome, "Duo reports " + said, given.report());
    }
    if (answer instanceof PromptAnswer.Denied denied) {
      return new Verdict.Reported(Outcome.DENIED, denied.message(), denied.report());
    }
    return new Verdict.UnknownCode();
  }
}
