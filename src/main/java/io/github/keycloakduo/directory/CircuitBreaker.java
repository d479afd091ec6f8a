package io.github.keycloakduo.directory;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/** After some failures in a row, lets only one question through every few seconds. */
final class CircuitBreaker {
  static final int FAILURES = 3;
  static final Duration PAUSE = Duration.ofSeconds(5);

  private final Ticker ticker;
  private int failures;
  private long retryAt;

  CircuitBreaker(Ticker ticker) {
    this.ticker = ticker;
  }

  synchronized boolean lets() {
    if (failures < FAILURES) {
      return true;
    }
    long now = ticker.read();
    if (now - retryAt < 0) {
      return false;
    }
    // The others wait for what this one finds out.
    retryAt = now + PAUSE.toNanos();
    return true;
  }

  synchronized void worked() {
    failures = 0;
  }

  synchronized void failed() {
    failures = Math.min(FAILURES, failures + 1);
    retryAt = ticker.read() + PAUSE.toNanos();
  }
}
