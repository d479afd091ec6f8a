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

  /**
   * Takes a lock and says for which challenge.
   *
   * @param shorter how long the challenge is named
   * @return false when it is held already, on any node; then the challenge is not named
   */
  boolean tryLock(String key, String challengeId, Duration expiry, Duration shorter);

  /**
   * Gives the lock of a challenge back, unless it was taken for another one since.
   *
   * @param once a lock that is taken for good: who does not get it gives nothing back
   */
  void unlock(String key, String challengeId, String once, Duration expiry);

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
