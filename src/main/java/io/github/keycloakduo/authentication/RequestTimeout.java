package io.github.keycloakduo.authentication;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long one browser request may still wait for Duo, however often it waits. Belongs to the
 * request's thread.
 */
final class RequestTimeout {
  /** A browser request holds one of Keycloak's few worker threads no longer than this for Duo. */
  static final Duration OF_A_REQUEST = Duration.ofMillis(250);

  private Duration left;

  RequestTimeout(Duration whole) {
    this.left = whole;
  }

  /** Waits for the event, as long as there is patience. */
  void await(CompletableFuture<?> event) {
    long start = System.nanoTime();
    try {
      event.get(left.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException stillRunning) {
      // The waiting page takes over.
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      left = left.minusNanos(System.nanoTime() - start);
    }
  }
}
