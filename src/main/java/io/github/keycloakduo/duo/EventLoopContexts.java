package io.github.keycloakduo.duo;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The root contexts of Vert.x that calls are started from, handed out in turn. Vert.x keeps all
 * connections made from one context on its event loop, so that a rush of logins would block one
 * loop with its handshakes.
 */
final class EventLoopContexts {
  private static final int LOOPS = 4;

  private final List<Context> contexts;
  private final AtomicInteger turn = new AtomicInteger();

  EventLoopContexts(Vertx vertx) {
    contexts = Stream.generate(() -> root(vertx)).limit(LOOPS).toList();
  }

  /** A thread that never saw Vert.x gets a context of its own, free of any request's scope. */
  private static Context root(Vertx vertx) {
    return CompletableFuture.supplyAsync(
            vertx::getOrCreateContext, task -> new Thread(task, "duo-mfa-start").start())
        .join();
  }

  Context next() {
    return contexts.get(Math.floorMod(turn.getAndIncrement(), contexts.size()));
  }
}
