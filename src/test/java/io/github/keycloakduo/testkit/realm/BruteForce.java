package io.github.keycloakduo.testkit.realm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.testkit.server.AdminClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A realm's protection against guessing, and its counters. */
public final class BruteForce {
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final AdminClient admin;

  BruteForce(AdminClient realm) {
    this.admin = realm;
  }

  /** Locks a user for a while after so many failures, however fast they come. */
  public void lockAfter(int failures) {
    admin.put(
        "",
        Map.of(
            "bruteForceProtected",
            true,
            "permanentLockout",
            false,
            "failureFactor",
            failures,
            "quickLoginCheckMilliSeconds",
            0));
  }

  public int failures(TestUser user) {
    return counters(user).path("numFailures").asInt();
  }

  public boolean locked(TestUser user) {
    return counters(user).path("disabled").asBoolean();
  }

  /** Waits until the user is locked: Keycloak counts failures after it has answered. */
  public boolean becomesLocked(TestUser user) {
    await(() -> locked(user));
    return locked(user);
  }

  /**
   * Waits until so many failures are counted, since two that are counted at once may get lost.
   *
   * @return whether the user is locked by then
   */
  public boolean counts(TestUser user, int failures) {
    await(() -> failures(user) >= failures);
    return locked(user);
  }

  /**
   * Waits until a failure is no longer "quick" after the last one: nobody types as fast as a test.
   */
  public void passesQuickLoginCheck(TestUser user, Duration quick) {
    long last = counters(user).path("lastFailure").asLong();
    await(() -> System.currentTimeMillis() > last + quick.toMillis());
  }

  private static void await(BooleanSupplier state) {
    long end = System.nanoTime() + MOST.toNanos();
    while (!state.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  public void unlock(TestUser user) {
    admin.delete(path(user));
  }

  /** All that is kept of a user's failures. */
  public JsonNode record(TestUser user) {
    return counters(user);
  }

  private JsonNode counters(TestUser user) {
    return admin.get(path(user));
  }

  private static String path(TestUser user) {
    return "/attack-detection/brute-force/users/" + user.id();
  }
}
