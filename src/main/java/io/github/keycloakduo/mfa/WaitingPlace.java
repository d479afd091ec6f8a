package io.github.keycloakduo.mfa;

/**
 * A place among those who wait for a person to answer: one connection to Duo that is kept free for
 * the calls that wait. Taken before a phone is contacted, since nobody could fetch the answer
 * without a connection.
 */
public interface WaitingPlace extends AutoCloseable {
  /** Gives the place back. Further calls do nothing. */
  @Override
  void close();
}
