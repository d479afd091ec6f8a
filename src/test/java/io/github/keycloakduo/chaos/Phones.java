package io.github.keycloakduo.chaos;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.PendingPush;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The phones of a crowd. Their owners approve what they have asked for, and deny or ignore what
 * impostors have sent; while the phones are out of use, nothing is answered.
 */
final class Phones implements AutoCloseable {
  private static final long BETWEEN_LOOKS = 50_000_000;

  private final DuoSimulator duo;
  private final Map<String, Person> owners = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "phones");
  private volatile boolean inUse;
  private volatile boolean closed;

  Phones(DuoSimulator duo) {
    this.duo = duo;
    thread.setDaemon(true);
    thread.start();
  }

  void add(Person person) {
    owners.put(person.name(), person);
  }

  /** From now on they are looked at. */
  void use() {
    inUse = true;
  }

  boolean areInUse() {
    return inUse;
  }

  private void run() {
    while (!closed) {
      if (inUse) {
        duo.pushes().pending().forEach(this::answer);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }

  private void answer(PendingPush push) {
    Person person = owners.get(push.user());
    try {
      if (person != null && person.owner()) {
        duo.pushes().approve(push.user());
      } else if (person != null && person.isDenied()) {
        duo.pushes().deny(push.user());
      }
    } catch (IllegalStateException over) {
      // It has timed out just now.
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
