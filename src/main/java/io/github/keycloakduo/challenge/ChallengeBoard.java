package io.github.keycloakduo.challenge;

import java.time.Duration;
import java.util.Optional;

/**
 * What the nodes of a cluster tell each other about challenges. Entries vanish by themselves after
 * the time given with them.
 */
public interface ChallengeBoard {
  /**
   * Takes the right to start the challenge that follows another one at a place. Each challenge has
   * one successor, so nobody has to give a right back before somebody else may start.
   *
   * @param before the challenge that was {@link #pointed} at; empty when there was none
   * @return false when somebody, on any node, was faster
   */
  boolean claim(String place, Optional<String> before, Duration holds);

  /** Gives back a right with which nothing was started. */
  void release(String place, Optional<String> before);

  /** Says which challenge runs at a place. */
  void point(String place, String challengeId, Duration keep);

  /** The challenge that runs, or last ran, at a place. */
  Optional<String> pointed(String place);

  /** Says that a challenge may have a successor, whatever its node still hears from Duo. */
  void close(String challengeId, Duration keep);

  /** Whether a challenge was closed. */
  boolean isClosed(String challengeId);

  /** Shows a challenge to all nodes. */
  void publish(ChallengeState state, Duration keep);

  /** What was last published. */
  Optional<ChallengeState> find(String challengeId);
}
