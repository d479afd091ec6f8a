package io.github.keycloakduo.directory;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a directory that is slow or gone from holding up the threads that serve logins: few may
 * wait for it at once, and nobody while it is known not to work.
 */
final class DirectoryBulkhead {
  static final int MOST_LOOKUPS = 8;
  private static final Duration LONGEST_QUEUE = Duration.ofMillis(500);

  private final Semaphore places = new Semaphore(MOST_LOOKUPS);
  private final CircuitBreaker breaker;

  DirectoryBulkhead(Ticker ticker) {
    this.breaker = new CircuitBreaker(ticker);
  }

  /** Empty when the caller is in, and has to {@link #leave}; else why he is not. */
  Optional<String> enter() {
    if (!hasPlace()) {
      return Optional.of("too many logins wait for the directory");
    }
    if (!breaker.lets()) {
      places.release();
      return Optional.of("the directory failed a moment ago, and is not asked for some seconds");
    }
    return Optional.empty();
  }

  void leave(boolean outage) {
    if (outage) {
      breaker.failed();
    } else {
      breaker.worked();
    }
    places.release();
  }

  private boolean hasPlace() {
    try {
      return places.tryAcquire(LONGEST_QUEUE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
