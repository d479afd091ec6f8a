package io.github.keycloakduo.mfa;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Duo's Auth API v2 for one integration. No call blocks, none throws, and each ends within its
 * {@code limit}.
 */
public interface DuoAuthApi {
  /** Is Duo there? Unsigned. The answer is Duo's time in seconds since 1970. */
  CompletableFuture<Result<Long>> ping(Duration limit);

  /** Are keys and clock right? The answer is Duo's time in seconds since 1970. */
  CompletableFuture<Result<Long>> check(Duration limit);

  /** May the user authenticate, and how? */
  CompletableFuture<Result<Preauth>> preauth(
      String identity, Optional<String> clientIp, Duration limit);

  /** Tries a factor. Never repeated: a lost answer may mean a push that was sent. */
  CompletableFuture<Result<FactorAnswer>> auth(FactorRequest attempt, Duration limit);

  /** Waits for news of a factor that was started. */
  CompletableFuture<Result<FactorAnswer>> authStatus(String txid, Duration limit);
}
