package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Deadline;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The two calls of a login through Duo's Universal Prompt, health check and token exchange, with
 * what their answers mean. Each runs in the background; no future fails.
 */
final class PromptCalls {
  private final UniversalPrompt prompt;
  private final DuoCalls calls;
  private final Clock clock;

  /**
   * Calls to one application.
   *
   * @param calls decides what failures mean
   */
  PromptCalls(UniversalPrompt prompt, DuoCalls calls, Clock clock) {
    this.prompt = prompt;
    this.calls = calls;
    this.clock = clock;
  }

  /** Asks whether a user can be sent to Duo now. */
  CompletableFuture<PromptHealthResult> healthCheck(FailureStage stage, Deadline deadline) {
    Duration left = deadline.left(clock.instant());
    Duration reserve = calls.reserve(left);
    return prompt
        .healthCheck(left.minus(reserve))
        .thenCompose(
            result ->
                result.match(
                    time -> CompletableFuture.completedFuture(new PromptHealthResult.Available()),
                    fault ->
                        calls
                            .failure(fault, stage, reserve)
                            .thenApply(PromptHealthResult.Decided::new)));
  }

  /** Exchanges the code for what Duo says of the visit. Nothing fails open any more. */
  CompletableFuture<PromptResult> exchange(
      Secret code, PromptRequest request, List<Factor> allowed, Deadline deadline) {
    return prompt
        .exchange(code, request, deadline.left(clock.instant()))
        .thenCompose(
            result ->
                result.match(
                    answer -> CompletableFuture.completedFuture(result(answer, allowed)),
                    fault ->
                        calls
                            .failure(fault, FailureStage.FACTOR, Duration.ZERO)
                            .thenApply(PromptResult.Decided::new)));
  }

  private static PromptResult result(PromptAnswer answer, List<Factor> factors) {
    return answer.match(
        allowed -> {
          Outcome outcome = PromptFactorMapping.judge(allowed.report(), factors);
          String detail = PromptFactorMapping.describe(allowed.report(), factors);
          return new PromptResult.Reported(outcome, detail, Optional.empty(), allowed.report());
        },
        denied ->
            new PromptResult.Reported(
                Outcome.DENIED,
                denied.message(),
                DuoDecision.words(denied.message()),
                denied.report()),
        unknownCode -> new PromptResult.UnknownCode());
  }
}
