package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final ManualTicker ticker = new ManualTicker();
  private final CircuitBreaker breaker = new CircuitBreaker(ticker);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.recordFailure();
    }
  }

  @Test
  void letsThroughUntilSomeFailedInARow() {
    fail(CircuitBreaker.FAILURE_THRESHOLD - 1);
    assertThat(breaker.tryAcquirePermit()).isTrue();
    breaker.recordSuccess();
    fail(CircuitBreaker.FAILURE_THRESHOLD - 1);
    assertThat(breaker.tryAcquirePermit()).isTrue();

    breaker.recordFailure();

    assertThat(breaker.tryAcquirePermit()).isFalse();
  }

  @Test
  void letsOneTryAfterAPause() {
    fail(CircuitBreaker.FAILURE_THRESHOLD);
    ticker.advance(CircuitBreaker.OPEN_DURATION.minus(Duration.ofMillis(1)));
    assertThat(breaker.tryAcquirePermit()).isFalse();
    ticker.advance(Duration.ofMillis(1));

    assertThat(breaker.tryAcquirePermit()).isTrue();
    assertThat(breaker.tryAcquirePermit()).isFalse();
  }

  @Test
  void waitsAgainWhenTheTryFails() {
    fail(CircuitBreaker.FAILURE_THRESHOLD);
    ticker.advance(CircuitBreaker.OPEN_DURATION);
    assertThat(breaker.tryAcquirePermit()).isTrue();
    breaker.recordFailure();
    assertThat(breaker.tryAcquirePermit()).isFalse();
    ticker.advance(CircuitBreaker.OPEN_DURATION);

    assertThat(breaker.tryAcquirePermit()).isTrue();
    breaker.recordSuccess();
    assertThat(breaker.tryAcquirePermit()).isTrue();
  }
}
