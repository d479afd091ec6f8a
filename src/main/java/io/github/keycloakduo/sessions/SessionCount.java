package io.github.keycloakduo.sessions;

import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who holds the places of one owner. A login may be in two of the sets: its session lives already,
 * and its promise was not taken back yet.
 *
 * @param live sessions that can be counted
 * @param promised ids of sessions that logins under way are going to have
 * @param ending ids of sessions that have lost their place and are being ended
 */
public record SessionCount(Set<ActiveSession> live, Set<String> promised, Set<String> ending) {
  public SessionCount {
    live = Set.copyOf(live);
    promised = Set.copyOf(promised);
    ending = Set.copyOf(ending);
  }

  /**
   * Counts no further than the answer for {@code own} needs: a refusal does not care by how much
   * the limit is exceeded. Only who has to choose the oldest must see all. A login whose own
   * session lives needs no counting, and none must be done for it.
   */
  public static SessionCount count(
      Iterator<ActiveSession> sessions,
      Set<String> promised,
      Set<String> ending,
      String own,
      SessionLimitSettings limit) {
    Set<ActiveSession> live = new LinkedHashSet<>();
    Set<String> held = new LinkedHashSet<>(promised);
    held.removeAll(ending);
    boolean all = limit.endsOldest();
    while (!held.contains(own) && (all || held.size() < limit.limit()) && sessions.hasNext()) {
      ActiveSession next = sessions.next();
      live.add(next);
      if (!ending.contains(next.id())) {
        held.add(next.id());
      }
    }
    return new SessionCount(live, promised, ending);
  }

  /** The ids that hold a place, each once. */
  public Set<String> held() {
    Set<String> ids = new LinkedHashSet<>(promised);
    live.forEach(session -> ids.add(session.id()));
    ids.removeAll(ending);
    return ids;
  }
}
