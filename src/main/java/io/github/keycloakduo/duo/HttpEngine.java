package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.Result;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A transport for requests to one server. No call blocks; each ends within its limit. */
@FunctionalInterface
interface HttpEngine {
  /**
   * Sends a request.
   *
   * @param limit for everything: waiting for a connection, connecting, and the last byte of the
   *     body
   */
  CompletableFuture<Result<HttpResponse>> send(HttpCall call, Duration limit);
}
