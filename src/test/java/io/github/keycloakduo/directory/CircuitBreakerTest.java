package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final ManualTicker ticker = new ManualTicker();
  private final CircuitBreaker breaker = new CircuitBreaker(ticker);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed();
    }
  }

  @Test
  void letsThroughUntilSomeFailedInARow() {
    fail(CircuitBreaker.FAILURES - 1);
    assertThat(breaker.lets()).isTrue();
    breaker.worked();
    fail(CircuitBreaker.FAILURES - 1);
    assertThat(breaker.lets()).isTrue();

    breaker.failed();

    assertThat(breaker.lets()).isFalse();
  }

  @Test
  void letsOneTryAfterAPause() {
    fail(CircuitBreaker.FAILURES);
    ticker.advance(CircuitBreaker.PAUSE.minus(Duration.ofMillis(1)));
    assertThat(breaker.lets()).isFalse();
    ticker.advance(Duration.ofMillis(1));

    assertThat(breaker.lets()).isTrue();
    assertThat(breaker.lets()).isFalse();
  }

  @Test
  void waitsAgainWhenTheTryFails() {
    fail(CircuitBreaker.FAILURES);
    ticker.advance(CircuitBreaker.PAUSE);
    assertThat(breaker.lets()).isTrue();
    breaker.failed();
    assertThat(breaker.lets()).isFalse();
    ticker.advance(CircuitBreaker.PAUSE);

    assertThat(breaker.lets()).isTrue();
    breaker.worked();
    assertThat(breaker.lets()).isTrue();
  }
}
