package io.github.keycloakduo.gateway;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds how many calls of this node wait at once, since each holds a worker thread. */
public final class WaitBulkhead {
  private final AtomicInteger taken = new AtomicInteger();

  /** Leave to make place; leaving twice does nothing. */
  public static final class Seat implements AutoCloseable {
    private final AtomicInteger taken;
    private final AtomicBoolean left = new AtomicBoolean();

    private Seat(AtomicInteger taken) {
      this.taken = taken;
    }

    @Override
    public void close() {
      if (left.compareAndSet(false, true)) {
        taken.decrementAndGet();
      }
    }
  }

  /**
   * Takes a seat, if fewer than that many are taken.
   *
   * @param seats may differ from caller to caller, as configurations do
   */
  public Optional<Seat> enter(int seats) {
    int before;
    do {
      before = taken.get();
      if (before >= seats) {
        return Optional.empty();
      }
    } while (!taken.compareAndSet(before, before + 1));
    return Optional.of(new Seat(taken));
  }
}
