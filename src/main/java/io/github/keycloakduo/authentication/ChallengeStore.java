package io.github.keycloakduo.authentication;

import java.time.Duration;
import java.util.Optional;

/**
 * What the nodes of a cluster tell each other about challenges. Entries vanish by themselves after
 * the time given with them.
 */
public interface ChallengeStore {
  /**
   * Takes the right to start a factor.
   *
   * @return false when somebody, on any node, holds it
   */
  boolean claim(String place, Duration holds);

  /** Gives the right back. */
  void release(String place);

  /** Says which challenge runs at a place. */
  void point(String place, String challengeId, Duration keep);

  /** The challenge that runs, or last ran, at a place. */
  Optional<String> pointed(String place);

  /** Shows a challenge to all nodes. */
  void publish(ChallengeState state, Duration keep);

  /** What was last published. */
  Optional<ChallengeState> find(String challengeId);
}
