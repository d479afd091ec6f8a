package io.github.keycloakduo.directory;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.keycloakduo.resilience.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A bulkhead around a directory, with a circuit breaker behind it. A directory that is slow or gone
 * must not hold up the threads that serve logins: few may wait for it at once, and nobody while it
 * is known not to work.
 */
final class DirectoryBulkhead {
  static final int MAX_CONCURRENT_LOOKUPS = 8;
  private static final Duration MAX_WAIT = Duration.ofMillis(500);

  /** However far apart: where logins are few, each of them would wait for the timeout. */
  static final CircuitBreaker.Policy POLICY =
      new CircuitBreaker.Policy(3, Duration.ofDays(365), Duration.ofSeconds(5));

  private final Semaphore permits = new Semaphore(MAX_CONCURRENT_LOOKUPS);
  private final CircuitBreaker breaker;
  private final Ticker ticker;

  DirectoryBulkhead(Ticker ticker) {
    this.ticker = ticker;
    this.breaker = new CircuitBreaker(POLICY, ticker);
  }

  /** Empty with a permit, which the caller has to {@link #release}; else why there is none. */
  Optional<String> tryAcquirePermit() {
    if (!awaitPermit()) {
      return Optional.of("too many logins wait for the directory");
    }
    if (!breaker.tryAcquirePermit()) {
      permits.release();
      return Optional.of("the directory failed a moment ago, and is not asked for some seconds");
    }
    return Optional.empty();
  }

  /** The moment at which a lookup begins, for {@link #release}. */
  long now() {
    return ticker.read();
  }

  /**
   * Gives the permit back.
   *
   * @param outage whether the directory itself did not work
   * @param begun when the lookup began
   */
  void release(boolean outage, long begun) {
    if (outage) {
      breaker.recordFailure(begun);
    } else {
      breaker.recordSuccess();
    }
    permits.release();
  }

  private boolean awaitPermit() {
    try {
      return permits.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
