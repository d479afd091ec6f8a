package io.github.keycloakduo.sessions;

import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.Comparator;
import java.util.List;

/** Who gets a place, and whose session has to end for it. */
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
      SessionCount places, String own, SessionLimitSettings limit) {
    if (places.held().contains(own)) {
      return new SessionLimitDecision.LetIn();
    }
    if (places.ending().contains(own)) {
      // Somebody gave this place away; a login must not slip into a session that is about to end.
      return new SessionLimitDecision.Refuse();
    }
    int tooMany = places.held().size() + 1 - limit.limit();
    if (tooMany <= 0) {
      return new SessionLimitDecision.LetIn();
    }
    return limit.endsOldest() ? endOldest(places, tooMany) : new SessionLimitDecision.Refuse();
  }

  /**
   * Whether there will be a place however many sessions live, because enough of them can be ended.
   * Saves listing them.
   *
   * @param promised how many places logins under way hold
   */
  public static boolean alwaysMakesRoom(int promised, SessionLimitSettings limit) {
    return limit.endsOldest() && promised < limit.limit();
  }

  /**
   * Only a session that lives can be ended, and only when its promise has been taken back: before
   * that, the request that creates it is still writing it and would bring it back to life.
   */
  private static SessionLimitDecision endOldest(SessionCount places, int count) {
    List<String> oldest =
        places.live().stream()
            .filter(session -> !places.ending().contains(session.id()))
            .filter(session -> !places.promised().contains(session.id()))
            .sorted(OLDEST_FIRST)
            .map(ActiveSession::id)
            .limit(count)
            .toList();
    return oldest.size() == count
        ? new SessionLimitDecision.EndThese(oldest)
        : new SessionLimitDecision.Refuse();
  }
}
