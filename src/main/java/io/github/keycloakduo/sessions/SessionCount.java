package io.github.keycloakduo.sessions;

import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The sessions that count for one owner. A login may be in two of the sets: its session is active
 * already, and its reservation was not released yet.
 *
 * @param active sessions that can be counted
 * @param reserved ids of sessions that pending logins are going to have
 * @param ending ids of sessions that are being ended and count no more
 */
public record SessionCount(Set<ActiveSession> active, Set<String> reserved, Set<String> ending) {
  public SessionCount {
    active = Set.copyOf(active);
    reserved = Set.copyOf(reserved);
    ending = Set.copyOf(ending);
  }

  /**
   * Counts no further than the answer for {@code own} needs: a refusal does not care by how much
   * the limit is exceeded. Only who has to choose the oldest must see all. A login whose own
   * session is active needs no counting, and none must be done for it.
   */
  public static SessionCount count(
      Iterator<ActiveSession> sessions,
      Set<String> reserved,
      Set<String> ending,
      String own,
      SessionLimitSettings limit) {
    Set<ActiveSession> active = new LinkedHashSet<>();
    Set<String> held = new LinkedHashSet<>(reserved);
    held.removeAll(ending);
    boolean all = limit.endsOldest();
    while (!held.contains(own) && (all || held.size() < limit.limit()) && sessions.hasNext()) {
      ActiveSession next = sessions.next();
      active.add(next);
      if (!ending.contains(next.id())) {
        held.add(next.id());
      }
    }
    return new SessionCount(active, reserved, ending);
  }

  /** The ids that count, each once. */
  public Set<String> held() {
    Set<String> ids = new LinkedHashSet<>(reserved);
    active.forEach(session -> ids.add(session.id()));
    ids.removeAll(ending);
    return ids;
  }
}
