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
  CompletableFuture<Reply<Long>> healthCheck(Duration limit);

  /** The page to which the browser is sent. Asks nobody. */
  URI address(PromptTicket ticket);

  /** What came of the visit. Never repeated: a code is good once. */
  CompletableFuture<Reply<PromptAnswer>> exchange(Secret code, PromptTicket ticket, Duration limit);
}
