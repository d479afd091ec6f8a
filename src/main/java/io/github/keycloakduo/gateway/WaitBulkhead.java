package io.github.keycloakduo.gateway;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bulkhead that limits how many calls of this node wait at once, since each of them holds a
 * worker thread. Callers beyond the limit are rejected, not queued.
 */
public final class WaitBulkhead {
  private final AtomicInteger acquired = new AtomicInteger();

  /** The permission to wait, to be closed afterwards; closing it twice releases it once. */
  public static final class Permit implements AutoCloseable {
    private final AtomicInteger acquired;
    private final AtomicBoolean released = new AtomicBoolean();

    private Permit(AtomicInteger acquired) {
      this.acquired = acquired;
    }

    @Override
    public void close() {
      if (released.compareAndSet(false, true)) {
        acquired.decrementAndGet();
      }
    }
  }

  /**
   * Acquires a permit, if fewer than the limit are held.
   *
   * @param maxConcurrent the limit; may differ from caller to caller, as configurations do
   */
  public Optional<Permit> tryAcquire(int maxConcurrent) {
    int before;
    do {
      before = acquired.get();
      if (before >= maxConcurrent) {
        return Optional.empty();
      }
    } while (!acquired.compareAndSet(before, before + 1));
    return Optional.of(new Permit(acquired));
  }
}
