package io.github.keycloakduo.authentication;

import java.time.Duration;
import java.util.function.Function;

/**
 * Counts the passcodes of a user that were not right, over all nodes and logins. Neither a new
 * login nor many at once give more tries; only a passcode that was right does.
 */
public interface PasscodeAttempts {
  /** So many wrong passcodes in ten minutes; Duo itself locks a user after ten in a row. */
  int LIMIT = 5;

  /** What came of asking for a try. */
  sealed interface Try {
    /** A function for each case. */
    record Cases<R>(Function<Taken, R> taken, Function<Busy, R> busy, Function<UsedUp, R> usedUp) {}

    /** Applies the function of the case that this is. */
    <R> R match(Cases<R> cases);

    /** Applies the function of the case that this is. */
    default <R> R match(
        Function<Taken, R> taken, Function<Busy, R> busy, Function<UsedUp, R> usedUp) {
      return match(new Cases<>(taken, busy, usedUp));
    }

    /** One of the {@value #LIMIT} is taken. */
    record Taken(int number) implements Try {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.taken().apply(this);
      }
    }

    /** All are taken, but what comes of some is not yet known. */
    record Busy() implements Try {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.busy().apply(this);
      }
    }

    /** All were wrong. */
    record UsedUp() implements Try {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.usedUp().apply(this);
      }
    }
  }

  /**
   * Takes a try.
   *
   * @param holds how long it stays taken if nobody says what came of it
   */
  Try take(String userId, Duration holds);

  /** The passcode of this try was wrong; the try comes free after ten minutes. */
  void wrong(String userId, int number);

  /** Nothing was learnt of the passcode. */
  void giveBack(String userId, int number);

  /** Gives all tries back: the user has shown a right passcode. */
  void forgive(String userId);
}
