package io.github.keycloakduo.mfa;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The port to Duo's Universal Prompt for one application. No call blocks, none throws, and each
 * ends within its {@code limit}.
 *
 * @see <a href="https://duo.com/docs/oauthapi">Duo OIDC Auth API</a>
 */
public interface UniversalPrompt {
  /** Tests Duo and the keys. The answer is Duo's time in seconds since 1970. */
  CompletableFuture<Result<Long>> healthCheck(Duration limit);

  /** The URI to which the browser is redirected; made without a call to Duo. */
  URI address(PromptRequest request, PromptParameters parameters);

  /**
   * Exchanges the code that the browser returned with. A code is valid once: if it is asked for
   * again because the answer was lost, Duo may not know the code any more.
   */
  CompletableFuture<Result<PromptAnswer>> exchange(
      Secret code, PromptRequest request, Duration limit);
}
