package io.github.keycloakduo.resilience;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A circuit breaker: after some failures in a row it is open, and then permits only one call every
 * few seconds, which finds out whether the other side works again.
 */
public final class CircuitBreaker {
  /**
   * When it opens, and how often a call is tried then.
   *
   * @param failures in a row that open it
   * @param window in which these must fall
   * @param pause between two tries
   */
  public record Policy(int failures, Duration window, Duration pause) {}

  private final Policy policy;
  private final Ticker ticker;
  private final Deque<Long> failures = new ArrayDeque<>();
  private boolean open;
  private long retryAt;
  private boolean answered;
  private long answeredAt;

  /** Closed. */
  public CircuitBreaker(Policy policy, Ticker ticker) {
    this.policy = policy;
    this.ticker = ticker;
  }

  public synchronized boolean isOpen() {
    return open;
  }

  /** Whether the caller may ask; if so, he reports how it went. */
  public synchronized boolean tryAcquirePermit() {
    if (!open) {
      return true;
    }
    long now = ticker.read();
    if (now - retryAt < 0) {
      return false;
    }
    // The others wait for what this one finds out.
    retryAt = now + policy.pause().toNanos();
    return true;
  }

  /**
   * The other side has answered: closes it, and ends the row of failures.
   *
   * @return whether it was open
   */
  public synchronized boolean recordSuccess() {
    answered = true;
    answeredAt = ticker.read();
    return reset();
  }

  /**
   * Closes it, and ends the row of failures, where the other side has said nothing.
   *
   * @return whether it was open
   */
  public synchronized boolean reset() {
    failures.clear();
    boolean closed = open;
    open = false;
    return closed;
  }

  /**
   * Whether the other side has answered since a call began, so that the failure of this call says
   * nothing about it any more.
   *
   * @param begun when the call began, by the ticker
   */
  public synchronized boolean hasAnsweredSince(long begun) {
    return answered && answeredAt - begun > 0;
  }

  /**
   * Adds a failure to the row, unless {@link #hasAnsweredSince} holds: calls that hung during an
   * outage fail one after the other when it is over.
   *
   * @param begun when the call began, by the ticker
   * @return whether it is open because of this one
   */
  public synchronized boolean recordFailure(long begun) {
    if (hasAnsweredSince(begun)) {
      return false;
    }
    long now = ticker.read();
    retryAt = now + policy.pause().toNanos();
    if (open) {
      return false;
    }
    failures.addLast(now);
    while (now - failures.getFirst() > policy.window().toNanos()) {
      failures.removeFirst();
    }
    open = failures.size() >= policy.failures();
    return open;
  }
}
