package io.github.keycloakduo.authentication;

import java.time.Duration;
import java.util.function.Function;

/**
 * A count of the passcodes of an account at Duo that were not right, over all nodes and logins.
 * Neither a new login nor many at once give more attempts; only a passcode that was right does. An
 * account is named by {@link io.github.keycloakduo.settings.DuoMfaSettings#accountKey}.
 */
public interface PasscodeAttempts {
  /** So many wrong passcodes in ten minutes; Duo itself locks a user after ten in a row. */
  int LIMIT = 5;

  /** The answer to a request for an attempt. */
  sealed interface Permit {
    /** A function for each case. */
    record Cases<R>(
        Function<Granted, R> granted, Function<Busy, R> busy, Function<Exhausted, R> exhausted) {}

    /** Applies the function of the case that this is. */
    <R> R match(Cases<R> cases);

    /** Applies the function of the case that this is. */
    default <R> R match(
        Function<Granted, R> granted, Function<Busy, R> busy, Function<Exhausted, R> exhausted) {
      return match(new Cases<>(granted, busy, exhausted));
    }

    /** One of the {@value #LIMIT} is taken. */
    record Granted(int number) implements Permit {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.granted().apply(this);
      }
    }

    /** All are taken, but what comes of some is not yet known. */
    record Busy() implements Permit {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.busy().apply(this);
      }
    }

    /** All were wrong. */
    record Exhausted() implements Permit {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.exhausted().apply(this);
      }
    }
  }

  /**
   * Takes an attempt.
   *
   * @param expiry how long it stays taken if nobody says what came of it
   */
  Permit tryAcquire(String account, Duration expiry);

  /** Records that the passcode of this attempt was wrong; it comes free after ten minutes. */
  void recordFailure(String account, int number);

  /** Gives an attempt back by which nothing was learnt of the passcode. */
  void release(String account, int number);

  /** Gives all attempts back: a passcode was right. */
  void reset(String account);
}
