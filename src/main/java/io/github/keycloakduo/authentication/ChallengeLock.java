package io.github.keycloakduo.authentication;

import java.time.Duration;
import java.util.Optional;

/**
 * The right to run the only factor at a place. It goes back once for each challenge, so that nobody
 * who hears late of the end of one takes the place from the next.
 */
final class ChallengeLock {
  /** A claim outlives its challenge a little, so that it cannot vanish below a running one. */
  private static final Duration BEYOND_THE_DEADLINE = Duration.ofSeconds(10);

  /** What points to a challenge goes before its claim: it must not lead a later claim's loser. */
  private static final Duration POINTED_BEYOND_THE_DEADLINE = Duration.ofSeconds(8);

  private final ChallengeStore board;

  ChallengeLock(ChallengeStore board) {
    this.board = board;
  }

  boolean take(Visit visit) {
    return board.claim(visit.place(), visit.terms().timeout().plus(BEYOND_THE_DEADLINE));
  }

  /** Says for which challenge the place was taken. */
  void holdFor(Visit visit, String challengeId) {
    board.point(
        visit.place(), challengeId, visit.terms().timeout().plus(POINTED_BEYOND_THE_DEADLINE));
  }

  /** The challenge for which the place is, or was last, taken. */
  Optional<String> holder(Visit visit) {
    return board.pointed(visit.place());
  }

  /** Frees a place that the caller has just taken and will not use. */
  void drop(Visit visit) {
    board.release(visit.place());
  }

  /** Frees the place of a challenge that has ended, unless that was done before. */
  void giveBack(Visit visit, String challengeId) {
    if (board.claim("end." + challengeId, Challenges.LONGEST_LIFE)) {
      board.release(visit.place());
    }
  }
}
