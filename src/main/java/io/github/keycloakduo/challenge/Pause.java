package io.github.keycloakduo.challenge;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Lets time pass without holding a thread. */
@FunctionalInterface
public interface Pause {
  CompletableFuture<Void> of(Duration duration);
}
