package io.github.keycloakduo.authentication;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A delay that holds no thread. */
@FunctionalInterface
public interface Delay {
  CompletableFuture<Void> of(Duration duration);
}
