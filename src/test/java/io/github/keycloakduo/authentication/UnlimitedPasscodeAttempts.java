package io.github.keycloakduo.authentication;

import java.time.Duration;

/** A count of passcode attempts that always grants one. */
final class UnlimitedPasscodeAttempts implements PasscodeAttempts {
  @Override
  public Permit tryAcquire(String account, Duration expiry) {
    return new Permit.Granted(0);
  }

  @Override
  public void recordFailure(String account, int number) {}

  @Override
  public void release(String account, int number) {}

  @Override
  public void reset(String account) {}
}
