package io.github.keycloakduo.challenge;

/**
 * Counts the passcodes of a user that were not right, over all nodes and logins. Neither a new
 * login nor many at once give more tries; only a passcode that was right does.
 */
public interface GuessQuota {
  /** So many wrong passcodes in ten minutes; Duo itself locks a user after ten in a row. */
  int LIMIT = 5;

  /**
   * Takes one of {@value #LIMIT} tries, which come free ten minutes after they were taken.
   *
   * @return false when all are taken
   */
  boolean takeTry(String userId);

  /** Gives a try back that told nothing of the passcode. */
  void giveTryBack(String userId);

  /** Gives all tries back: the user has shown a right passcode. */
  void forgive(String userId);
}
