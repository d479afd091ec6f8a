package io.github.keycloakduo.directory;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * A circuit breaker: after some failures in a row it is open, and then permits only one call every
 * few seconds, which finds out whether the directory works again.
 */
final class CircuitBreaker {
  static final int FAILURE_THRESHOLD = 3;
  static final Duration OPEN_DURATION = Duration.ofSeconds(5);

  private final Ticker ticker;
  private int failures;
  private long retryAt;

  CircuitBreaker(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Whether the caller may ask; if so, he reports how it went. */
  synchronized boolean tryAcquirePermit() {
    if (failures < FAILURE_THRESHOLD) {
      return true;
    }
    long now = ticker.read();
    if (now - retryAt < 0) {
      return false;
    }
    // The others wait for what this one finds out.
    retryAt = now + OPEN_DURATION.toNanos();
    return true;
  }

  synchronized void recordSuccess() {
    failures = 0;
  }

  synchronized void recordFailure() {
    failures = Math.min(FAILURE_THRESHOLD, failures + 1);
    retryAt = ticker.read() + OPEN_DURATION.toNanos();
  }
}
