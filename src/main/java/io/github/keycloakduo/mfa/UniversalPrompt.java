package io.github.keycloakduo.mfa;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Duo's Universal Prompt for one application. No call blocks, none throws, and each ends within its
 * {@code limit}.
 *
 * @see <a href="https://duo.com/docs/oauthapi">Duo OIDC Auth API</a>
 */
public interface UniversalPrompt {
  /** Are Duo and our keys in order? The answer is Duo's time in seconds since 1970. */
  CompletableFuture<Result<Long>> healthCheck(Duration limit);

  /** The page to which the browser is sent. Asks nobody. */
  URI address(PromptRequest ticket);

  /** What came of the visit. Never repeated: a code is good once. */
  CompletableFuture<Result<PromptAnswer>> exchange(
      Secret code, PromptRequest ticket, Duration limit);
}
