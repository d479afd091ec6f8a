package io.github.keycloakduo.authentication;

import java.time.Duration;
import java.util.Optional;

/**
 * The store in which the nodes of a cluster share challenges. Entries vanish by themselves after
 * the time given with them; each call is seen by all nodes when it returns.
 */
public interface ChallengeStore {
  /**
   * Takes a lock.
   *
   * @return false when somebody, on any node, holds it
   */
  boolean tryLock(String key, Duration expiry);

  /** Gives a lock back. */
  void unlock(String key);

  /** Says for which challenge a lock was taken. */
  void setCurrent(String key, String challengeId, Duration expiry);

  /** The challenge for which a lock is, or was last, taken. */
  Optional<String> current(String key);

  /** Shows a challenge to all nodes. */
  void publish(ChallengeState state, Duration expiry);

  /** What was last published. */
  Optional<ChallengeState> find(String challengeId);
}
