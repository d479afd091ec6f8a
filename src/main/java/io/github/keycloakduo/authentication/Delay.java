package io.github.keycloakduo.authentication;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Lets time pass without holding a thread. */
@FunctionalInterface
public interface Delay {
  CompletableFuture<Void> of(Duration duration);
}
