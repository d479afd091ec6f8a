package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoUsername;
import java.time.Duration;
import java.util.Optional;

/**
 * The lock of the only factor that may run for a browser, user and Duo user name. It is released
 * once for each challenge, so that nobody who hears late of the end of one releases the lock of the
 * next.
 */
final class ChallengeLock {
  /** A lock outlives its challenge a little, so that it cannot expire below a running one. */
  private static final Duration LOCK_MARGIN = Duration.ofSeconds(10);

  /** The pointer to a challenge expires before its lock: it must not lead a later one's loser. */
  private static final Duration POINTER_MARGIN = Duration.ofSeconds(8);

  private final ChallengeStore store;

  ChallengeLock(ChallengeStore store) {
    this.store = store;
  }

  boolean tryLock(LoginContext context, DuoUsername username) {
    return store.tryLock(context.lockKey(username), context.timeout().plus(LOCK_MARGIN));
  }

  /** Says for which challenge the lock was taken. */
  void holdFor(LoginContext context, DuoUsername username, String challengeId) {
    store.setCurrent(
        context.lockKey(username), challengeId, context.timeout().plus(POINTER_MARGIN));
  }

  /** The challenge for which the lock is, or was last, taken. */
  Optional<String> holder(LoginContext context, DuoUsername username) {
    return store.current(context.lockKey(username));
  }

  /** Releases a lock that the caller has just taken and will not use. */
  void unlock(LoginContext context, DuoUsername username) {
    store.unlock(context.lockKey(username));
  }

  /** Releases the lock of a challenge that has ended, unless that was done before. */
  void release(LoginContext context, DuoUsername username, String challengeId) {
    if (store.tryLock("end." + challengeId, Challenges.MAX_LIFE)) {
      unlock(context, username);
    }
  }
}
