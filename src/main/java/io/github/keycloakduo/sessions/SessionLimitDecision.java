package io.github.keycloakduo.sessions;

import java.util.List;

/** What the limit says to a login. */
public sealed interface SessionLimitDecision {
  /** It holds a place already, or there is a free one. */
  record LetIn() implements SessionLimitDecision {}

  /** All places are held, and none of them may be taken away. */
  record Refuse() implements SessionLimitDecision {}

  /**
   * It may have a place when these sessions have ended.
   *
   * @param victims ids, oldest first; never empty
   */
  record EndThese(List<String> victims) implements SessionLimitDecision {
    public EndThese {
      victims = List.copyOf(victims);
    }
  }
}
