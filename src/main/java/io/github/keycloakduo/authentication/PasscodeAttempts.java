package io.github.keycloakduo.authentication;

import java.time.Duration;

/**
 * Counts the passcodes of a user that were not right, over all nodes and logins. Neither a new
 * login nor many at once give more tries; only a passcode that was right does.
 */
public interface PasscodeAttempts {
  /** So many wrong passcodes in ten minutes; Duo itself locks a user after ten in a row. */
  int LIMIT = 5;

  /** What came of asking for a try. */
  sealed interface Try {
    /** One of the {@value #LIMIT} is taken. */
    record Taken(int number) implements Try {}

    /** All are taken, but what comes of some is not yet known. */
    record Busy() implements Try {}

    /** All were wrong. */
    record UsedUp() implements Try {}
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
