package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.sessions.ActiveSession;
import io.github.keycloakduo.sessions.SessionCount;
import io.github.keycloakduo.sessions.SessionLimitDecision;
import io.github.keycloakduo.sessions.SessionLimitRule;
import io.github.keycloakduo.sessions.SessionOwner;
import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The reservations of sessions by logins, inside one transaction.
 *
 * <p>Whoever locks does so before anything else is read, the realm and the user included. Where a
 * transaction sees a snapshot (REPEATABLE READ, the default of MySQL and MariaDB), that is taken by
 * its first read; an earlier one would hide what was committed while the lock was waited for.
 *
 * <p>Rows are always read before sessions. A reservation is released only after its session can be
 * seen; so whoever does not find the row any more is sure to find the session.
 */
final class SessionReservations {
  /**
   * The result of an attempt to reserve a session.
   *
   * @param granted whether the login may have its session once those {@code toEnd} have ended
   * @param reserved whether a row stands for the login now
   * @param created whether that row is new
   * @param toEnd ids of the sessions that have to end, whoever evicted them
   */
  record Attempt(boolean granted, boolean reserved, boolean created, Set<String> toEnd) {}

  /** Longer than the rest of a request takes, in which a session is not yet to be seen. */
  private static final long ABANDONED_AFTER_SECONDS = 30;

  private final SessionRows rows;
  private final ActiveSessions active;
  private final long now;

  /**
   * Reads nothing yet.
   *
   * @param now epoch seconds
   */
  SessionReservations(SessionRows rows, ActiveSessions active, long now) {
    this.rows = rows;
    this.active = active;
    this.now = now;
  }

  /** Whether {@link #reserve} would be granted now. */
  boolean hasRoom(SessionOwner owner, String own, SessionLimitSettings limit) {
    State state = state(owner.hash());
    if (!state.ending.contains(own)
        && SessionLimitRule.alwaysMakesRoom(state.reserved.size(), limit)) {
      return true;
    }
    return decide(state, owner, active.find(own), own, limit)
        .match(allow -> true, deny -> false, evict -> true);
  }

  /**
   * Reserves a session. The login may go on when all sessions {@link Attempt#toEnd()} have ended:
   * they are not counted any more.
   */
  Attempt reserve(SessionOwner owner, String own, SessionLimitSettings limit) {
    String hash = owner.hash();
    rows.lock(hash);
    State state = state(hash);
    state.obsolete.forEach(id -> rows.drop(hash, id));
    Optional<ActiveSession> mine = active.find(own);
    return decide(state, owner, mine, own, limit)
        .match(
            allow ->
                mine.isPresent()
                    ? new Attempt(true, false, false, Set.of())
                    : granted(owner, own, state, List.of()),
            deny -> new Attempt(false, false, false, state.ending),
            evict -> granted(owner, own, state, evict.evicted()));
  }

  private Attempt granted(SessionOwner owner, String own, State state, List<String> evicted) {
    String hash = owner.hash();
    long expires = now + active.loginLifespanSeconds();
    evicted.forEach(id -> rows.markEnding(hash, owner.realmId(), id, now, expires));
    rows.reserve(hash, owner.realmId(), own, now, expires);
    Set<String> toEnd = new HashSet<>(state.ending);
    toEnd.addAll(evicted);
    return new Attempt(true, true, !state.reserved.contains(own), toEnd);
  }

  /** Removes the rows of those sessions that have ended, and says whether all have. */
  boolean haveEnded(SessionOwner owner, Set<String> sessionIds) {
    String hash = owner.hash();
    rows.lock(hash);
    boolean all = true;
    for (String id : sessionIds) {
      if (active.find(id).isPresent()) {
        all = false;
      } else {
        rows.drop(hash, id, SessionRow.ENDING);
      }
    }
    return all;
  }

  /** Removes a reservation that is not going to be used. */
  void cancel(SessionOwner owner, String own) {
    rows.lock(owner.hash());
    rows.drop(owner.hash(), own, SessionRow.RESERVED);
  }

  /** Whether there is a reservation to be released; takes no lock. */
  boolean isReserved(SessionOwner owner, String sessionId) {
    return rows.isReserved(owner.hash(), sessionId);
  }

  /** Removes a reservation if its session can be counted itself, or will never be. */
  void release(SessionOwner owner, String sessionId) {
    String hash = owner.hash();
    rows.lock(hash);
    if (isOver(sessionId)) {
      rows.drop(hash, sessionId, SessionRow.RESERVED);
    }
  }

  private SessionLimitDecision decide(
      State state,
      SessionOwner owner,
      Optional<ActiveSession> mine,
      String own,
      SessionLimitSettings limit) {
    if (mine.isPresent() && !state.ending.contains(own)) {
      return new SessionLimitDecision.Allow();
    }
    try (Stream<ActiveSession> all = active.of(owner)) {
      return SessionLimitRule.decide(
          SessionCount.count(all.iterator(), state.reserved, state.ending, own, limit), own, limit);
    }
  }

  private State state(String hash) {
    State state = new State(new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (SessionRows.Entry entry : rows.of(hash)) {
      if (entry.ending() ? active.find(entry.sessionId()).isEmpty() : isAbandoned(entry)) {
        state.obsolete.add(entry.sessionId());
      } else if (entry.ending()) {
        state.ending.add(entry.sessionId());
      } else {
        state.reserved.add(entry.sessionId());
      }
    }
    return state;
  }

  private boolean isAbandoned(SessionRows.Entry entry) {
    return now - entry.taken() > ABANDONED_AFTER_SECONDS && isOver(entry.sessionId());
  }

  private boolean isOver(String reserved) {
    return active.find(reserved).isPresent() || !active.isLoginPending(reserved);
  }

  /** The rows of an owner, sorted; {@code obsolete} are those that mean nothing any more. */
  private record State(Set<String> reserved, Set<String> ending, Set<String> obsolete) {}
}
