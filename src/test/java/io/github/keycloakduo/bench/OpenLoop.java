package io.github.keycloakduo.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Logins that begin at a steady rate, however long those before them take: what waits in a queue
 * counts as time of the login.
 */
final class OpenLoop {
  private static final int THREADS = 32;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Arm arm;
  private final double perSecond;
  private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());

  private OpenLoop(Arm arm, double perSecond) {
    this.arm = arm;
    this.perSecond = perSecond;
  }

  /** The times of all logins in milliseconds. */
  static List<Double> run(Arm arm, double perSecond, Duration time) {
    OpenLoop loop = new OpenLoop(arm, perSecond);
    loop.run((int) (time.toMillis() / 1000.0 * perSecond));
    return List.copyOf(loop.millis);
  }

  private void run(int count) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = begin + (long) (i / perSecond * 1e9);
      LockSupport.parkNanos(due - System.nanoTime());
      threads.execute(() -> login(due));
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("logins do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    if (millis.size() < count) {
      System.out.println(count - millis.size() + " logins of " + count + " failed");
    }
  }

  private void login(long due) {
    try {
      arm.script().run(arm.site().browser(), arm.nextUser());
      millis.add((System.nanoTime() - due) / 1e6);
    } catch (Exception failed) {
      System.out.println("failed: " + failed);
    }
  }
}
