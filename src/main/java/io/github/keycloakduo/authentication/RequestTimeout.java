package io.github.keycloakduo.authentication;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The time that one request may still wait for Duo, however often it waits. Not thread-safe: used
 * by one thread at a time.
 */
public final class RequestTimeout {
  /** A request holds one of Keycloak's few worker threads no longer than this for Duo. */
  private static final Duration PER_REQUEST = Duration.ofMillis(250);

  /**
   * Long enough for Duo's usual answers to two calls, so that a phone rings before a program is
   * told so, which may come back late.
   */
  private static final Duration PER_PROGRAM = Duration.ofSeconds(2);

  private Duration left;

  /** The time of a request that begins now. */
  public static RequestTimeout ofRequest() {
    return new RequestTimeout(PER_REQUEST);
  }

  /** The time of a program's request that begins now and that no person waits for. */
  public static RequestTimeout ofProgram() {
    return new RequestTimeout(PER_PROGRAM);
  }

  /** No time at all: a request that only looks. */
  public static RequestTimeout none() {
    return new RequestTimeout(Duration.ZERO);
  }

  RequestTimeout(Duration whole) {
    this.left = whole;
  }

  /** Waits for the event, as long as there is time. */
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
