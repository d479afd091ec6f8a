package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.Result;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A guard of calls to Duo: learns how they end, and may end them before they begin. */
interface CallGuard {
  /**
   * Makes a call that a login has to wait for.
   *
   * @param limit that the call has
   */
  <T> CompletableFuture<Result<T>> call(
      Duration limit, Supplier<CompletableFuture<Result<T>>> call);

  /** Makes the ping that proves whether Duo is out of reach. */
  <T> CompletableFuture<Result<T>> ping(Supplier<CompletableFuture<Result<T>>> call);

  /** Makes a call that has to be made in any case. */
  <T> CompletableFuture<Result<T>> always(Supplier<CompletableFuture<Result<T>>> call);
}
