package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.PromptAnswer;
import io.github.keycloakduo.mfa.PromptParameters;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.UniversalPrompt;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The Universal Prompt behind a guard. The code of a visit to it is always exchanged. */
record GuardedPrompt(UniversalPrompt prompt, CallGuard guard) implements UniversalPrompt {
  @Override
  public CompletableFuture<Result<Long>> healthCheck(Duration limit) {
    return guard.call(limit, () -> prompt.healthCheck(limit));
  }

  @Override
  public URI address(PromptRequest ticket, PromptParameters parameters) {
    return prompt.address(ticket, parameters);
  }

  @Override
  public CompletableFuture<Result<PromptAnswer>> exchange(
      Secret code, PromptRequest ticket, Duration limit) {
    return guard.always(() -> prompt.exchange(code, ticket, limit));
  }
}
