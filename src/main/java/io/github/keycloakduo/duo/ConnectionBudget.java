package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.WaitingPlace;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The budget of connections to one host. Calls that wait for a person may take all but a reserve,
 * so that however many phones ring, preauth and passcodes go on.
 */
final class ConnectionBudget {
  private final int total;
  private final int reserve;
  private int calls;
  private int places;

  /**
   * Nothing is taken.
   *
   * @param total connections at once
   * @param reserve how many of them are for calls that wait for nobody
   */
  ConnectionBudget(int total, int reserve) {
    this.total = total;
    this.reserve = reserve;
  }

  /** Takes a connection for one call, if there is one; {@link #endCall()} gives it back. */
  synchronized boolean tryCall() {
    if (calls + places >= total) {
      return false;
    }
    calls++;
    return true;
  }

  synchronized void endCall() {
    calls--;
  }

  /** Takes a connection for all calls that wait for one person, if there is one. */
  synchronized Optional<WaitingPlace> tryPlace() {
    if (places >= total - reserve || calls + places >= total) {
      return Optional.empty();
    }
    places++;
    AtomicBoolean given = new AtomicBoolean();
    return Optional.of(
        () -> {
          if (given.compareAndSet(false, true)) {
            endPlace();
          }
        });
  }

  private synchronized void endPlace() {
    places--;
  }
}
