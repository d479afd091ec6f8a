package io.github.keycloakduo.authentication;

import java.time.Duration;

/** Nobody is ever wrong too often. */
final class NoGuesses implements PasscodeAttempts {
  @Override
  public Try take(String userId, Duration holds) {
    return new Try.Taken(0);
  }

  @Override
  public void wrong(String userId, int number) {}

  @Override
  public void giveBack(String userId, int number) {}

  @Override
  public void forgive(String userId) {}
}
