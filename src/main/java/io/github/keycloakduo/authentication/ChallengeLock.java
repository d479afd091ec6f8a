package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoUsername;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The locks of a challenge. One is that of the only factor that may run for a browser, user and Duo
 * user name. A push or call also needs the one of its Duo user name, whoever asks: with two prompts
 * on a device at once, its owner could approve that of an attacker. Each is released once for each
 * challenge, so that a request that learns late of the end of one releases no lock of the next.
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

  /** Takes the lock for a challenge that is not begun yet. */
  boolean tryLock(LoginContext context, DuoUsername username, String challengeId) {
    return store.tryLock(
        context.lockKey(username),
        challengeId,
        context.timeout().plus(LOCK_MARGIN),
        context.timeout().plus(POINTER_MARGIN));
  }

  /**
   * Takes the lock for a push or call.
   *
   * @param hasEnded whether a challenge has ended, which loses its lock then
   */
  boolean tryLockPrompt(LoginContext context, DuoUsername username, Predicate<String> hasEnded) {
    return tryLock(context.promptLockKey(username), context.timeout().plus(LOCK_MARGIN), hasEnded);
  }

  /**
   * Takes the lock for an enrolment.
   *
   * @param hasEnded whether a challenge has ended, which loses its lock then
   */
  boolean tryLockEnrolment(LoginContext context, DuoUsername username, Predicate<String> hasEnded) {
    return tryLock(context.enrolmentLockKey(username), Challenges.MAX_LIFE, hasEnded);
  }

  private boolean tryLock(String key, Duration expiry, Predicate<String> hasEnded) {
    if (store.tryLock(key, expiry)) {
      return true;
    }
    Optional<String> ended = store.current(key).filter(hasEnded);
    ended.ifPresent(challengeId -> releasePrompt(key, challengeId));
    return ended.isPresent() && store.tryLock(key, expiry);
  }

  /** Says for which enrolment the lock was taken. */
  void holdEnrolmentFor(LoginContext context, DuoUsername username, String challengeId) {
    store.setCurrent(
        context.enrolmentLockKey(username),
        challengeId,
        Challenges.MAX_LIFE.minus(LOCK_MARGIN.minus(POINTER_MARGIN)));
  }

  /** The enrolment for which the lock is, or was last, taken. */
  Optional<String> enrolmentHolder(LoginContext context, DuoUsername username) {
    return store.current(context.enrolmentLockKey(username));
  }

  /** Releases a lock for an enrolment that the caller has just taken and will not use. */
  void unlockEnrolment(LoginContext context, DuoUsername username) {
    store.unlock(context.enrolmentLockKey(username));
  }

  /** Says for which push or call the lock was taken. */
  void holdPromptFor(LoginContext context, DuoUsername username, String challengeId) {
    store.setCurrent(
        context.promptLockKey(username), challengeId, context.timeout().plus(POINTER_MARGIN));
  }

  /** Releases the lock of a push, call or enrolment that has ended, unless that was done before. */
  void releasePrompt(String key, String challengeId) {
    store.unlock(key, challengeId, "end.prompt." + challengeId, Challenges.MAX_LIFE);
  }

  /** The challenge for which the lock is, or was last, taken. */
  Optional<String> holder(LoginContext context, DuoUsername username) {
    return store.current(context.lockKey(username));
  }

  /** Releases a lock that the caller has just taken and will not use. */
  void unlock(LoginContext context, DuoUsername username) {
    store.unlock(context.lockKey(username));
  }

  /** Releases the lock for a push or call that the caller has just taken and will not use. */
  void unlockPrompt(LoginContext context, DuoUsername username) {
    store.unlock(context.promptLockKey(username));
  }

  /** Releases the lock of a challenge that has ended, unless that was done before. */
  void release(LoginContext context, DuoUsername username, String challengeId) {
    store.unlock(context.lockKey(username), challengeId, "end." + challengeId, Challenges.MAX_LIFE);
  }

  /** Says that a push or call which another node may run was cancelled. */
  void cancel(String challengeId) {
    store.setCurrent(cancelKey(challengeId), challengeId, Challenges.MAX_LIFE);
  }

  boolean isCancelled(String challengeId) {
    return store.current(cancelKey(challengeId)).isPresent();
  }

  private static String cancelKey(String challengeId) {
    return "cancelled." + challengeId;
  }
}
