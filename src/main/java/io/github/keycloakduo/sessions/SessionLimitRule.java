package io.github.keycloakduo.sessions;

import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.Comparator;
import java.util.List;

/** The rule that decides whether a login may have a session, and whose session ends for it. */
public final class SessionLimitRule {
  private static final Comparator<ActiveSession> OLDEST_FIRST =
      Comparator.comparingLong(ActiveSession::startedAt).thenComparing(ActiveSession::id);

  private SessionLimitRule() {}

  /**
   * Decides about one login.
   *
   * @param own the id its session has or will have
   */
  public static SessionLimitDecision decide(
      SessionCount count, String own, SessionLimitSettings limit) {
    if (count.held().contains(own)) {
      return new SessionLimitDecision.Allow();
    }
    if (count.ending().contains(own)) {
      // Another login evicted it; a login must not slip into a session that is about to end.
      return new SessionLimitDecision.Deny();
    }
    int tooMany = count.held().size() + 1 - limit.limit();
    if (tooMany <= 0) {
      return new SessionLimitDecision.Allow();
    }
    return limit.endsOldest() ? evictOldest(count, tooMany) : new SessionLimitDecision.Deny();
  }

  /**
   * Whether there will be room however many sessions are active, because enough of them can be
   * ended. Saves listing them.
   *
   * @param reserved how many sessions pending logins have reserved
   */
  public static boolean alwaysMakesRoom(int reserved, SessionLimitSettings limit) {
    return limit.endsOldest() && reserved < limit.limit();
  }

  /**
   * Only an active session can be ended, and only when its reservation has been released: before
   * that, the request that creates it is still writing it and would bring it back to life.
   */
  private static SessionLimitDecision evictOldest(SessionCount count, int number) {
    List<String> oldest =
        count.active().stream()
            .filter(session -> !count.ending().contains(session.id()))
            .filter(session -> !count.reserved().contains(session.id()))
            .sorted(OLDEST_FIRST)
            .map(ActiveSession::id)
            .limit(number)
            .toList();
    return oldest.size() == number
        ? new SessionLimitDecision.EvictOldest(oldest)
        : new SessionLimitDecision.Deny();
  }
}
