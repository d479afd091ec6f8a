package io.github.keycloakduo.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CircuitBreakerTest {
  private static final CircuitBreaker.Policy POLICY =
      new CircuitBreaker.Policy(3, Duration.ofSeconds(30), Duration.ofSeconds(10));

  // So that sums run over, as they may in a long-lived JVM.
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final CircuitBreaker breaker = new CircuitBreaker(POLICY, nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.recordFailure(nanos.get());
    }
  }

  @Example
  void opensAtTheLastFailureOfARow() {
    fail(2);
    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.tryAcquirePermit()).isTrue();
    assertThat(breaker.recordSuccess()).isFalse();
    fail(2);
    assertThat(breaker.isOpen()).isFalse();

    assertThat(breaker.recordFailure(nanos.get())).isTrue();

    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.tryAcquirePermit()).isFalse();
    assertThat(breaker.recordFailure(nanos.get())).isFalse();
  }

  /** The gaps between failures in seconds; the row must fit into the window. */
  @Property
  void opensAtTheFirstFailureThatTwoOthersPrecedeWithinTheWindow(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 31) Integer> gaps) {
    CircuitBreaker fresh = new CircuitBreaker(POLICY, nanos::get);
    int opened = -1;
    for (int i = 0; i < gaps.size() && opened < 0; i++) {
      pass(Duration.ofSeconds(gaps.get(i)));
      opened = fresh.recordFailure(nanos.get()) ? i : -1;
    }

    int expected = -1;
    for (int i = 2; i < gaps.size() && expected < 0; i++) {
      expected = gaps.get(i) + gaps.get(i - 1) <= 30 ? i : -1;
    }
    assertThat(opened).isEqualTo(expected);
  }

  @Example
  void permitsOneTryAfterAPause() {
    fail(3);
    pass(POLICY.pause().minus(Duration.ofMillis(1)));
    assertThat(breaker.tryAcquirePermit()).isFalse();
    pass(Duration.ofMillis(1));

    assertThat(breaker.tryAcquirePermit()).isTrue();
    assertThat(breaker.tryAcquirePermit()).isFalse();
  }

  @Example
  void waitsAgainWhenTheTryFails() {
    fail(3);
    pass(POLICY.pause());
    assertThat(breaker.tryAcquirePermit()).isTrue();
    breaker.recordFailure(nanos.get());
    assertThat(breaker.tryAcquirePermit()).isFalse();
    pass(POLICY.pause());

    assertThat(breaker.tryAcquirePermit()).isTrue();
    assertThat(breaker.recordSuccess()).isTrue();
    assertThat(breaker.isOpen()).isFalse();
    fail(2);
    assertThat(breaker.isOpen()).isFalse();
  }

  @Example
  void doesNotOpenForCallsThatBeganBeforeTheLastSuccess() {
    long begun = nanos.get();
    pass(Duration.ofSeconds(1));
    breaker.recordSuccess();
    pass(Duration.ofSeconds(1));

    for (int i = 0; i < 5; i++) {
      assertThat(breaker.recordFailure(begun)).isFalse();
    }
    fail(2);
    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.recordFailure(nanos.get())).isTrue();
  }
}
