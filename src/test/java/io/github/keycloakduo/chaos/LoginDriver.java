package io.github.keycloakduo.chaos;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** One person's login, begun again as a user would until it succeeds or patience ends. */
abstract class LoginDriver implements Callable<LoginRecord> {
  /** Longer than a push of a dead node keeps the next one away. */
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int IMPOSTOR_TRIES = 3;

  private final Person person;
  private final TestRealm realm;
  private final DuoSimulator duo;
  private final long began = System.nanoTime();
  private int tries;
  private int pushesAsked;
  private String last = "";

  LoginDriver(Person person, TestRealm realm, DuoSimulator duo) {
    this.person = person;
    this.realm = realm;
    this.duo = duo;
  }

  @Override
  public LoginRecord call() {
    boolean in = false;
    while (!in && goesOn()) {
      if (tries > 0) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      tries++;
      try {
        in = attempt();
      } catch (RuntimeException | AssertionError failed) {
        // The connection is lost, or the answer is none that a client understands.
        last = failed.toString();
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new LoginRecord(person, in, tries, pushesAsked, took, last);
  }

  private boolean goesOn() {
    boolean patient = System.nanoTime() - began < PATIENCE.toNanos();
    return patient && !Thread.currentThread().isInterrupted() && (person.owner() || mayGuess());
  }

  private boolean mayGuess() {
    return tries < IMPOSTOR_TRIES;
  }

  /** One login from its beginning; whether the person is in. */
  abstract boolean attempt();

  Person person() {
    return person;
  }

  TestRealm realm() {
    return realm;
  }

  DuoSimulator duo() {
    return duo;
  }

  /** The next code of the person's token, or the next guess. */
  String nextCode() {
    return person.nextCode(duo);
  }

  void asksForPush() {
    pushesAsked++;
  }

  /** The answer was that no push was sent. */
  void gotNoPush() {
    pushesAsked--;
  }

  void heard(String answer) {
    last = answer;
  }

  static void pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
  }
}
