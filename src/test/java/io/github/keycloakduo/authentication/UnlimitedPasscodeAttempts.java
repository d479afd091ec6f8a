package io.github.keycloakduo.authentication;

import java.time.Duration;

/** A count of passcode attempts that always grants one. */
final class UnlimitedPasscodeAttempts implements PasscodeAttempts {
  @Override
  public Permit tryAcquire(String userId, Duration expiry) {
    return new Permit.Granted(0);
  }

  @Override
  public void recordFailure(String userId, int number) {}

  @Override
  public void release(String userId, int number) {}

  @Override
  public void reset(String userId) {}
}
