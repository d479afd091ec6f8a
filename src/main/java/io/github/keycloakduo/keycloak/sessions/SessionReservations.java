package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.sessions.ActiveSession;
import io.github.keycloakduo.sessions.SessionCount;
import io.github.keycloakduo.sessions.SessionLimitDecision;
import io.github.keycloakduo.sessions.SessionLimitRule;
import io.github.keycloakduo.sessions.SessionOwner;
import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The places, inside one transaction.
 *
 * <p>Rows are always read before sessions. A promise is taken back only after its session can be
 * seen; so whoever does not find the row any more is sure to find the session.
 */
final class SessionReservations {
  /** What a claim came to. */
  record Claim(boolean granted, boolean promised, boolean fresh, Set<String> toEnd) {}

  /** Longer than the rest of a request takes, in which a session is not yet to be seen. */
  private static final long YOUNG_SECONDS = 30;

  private final SessionRows rows;
  private final ActiveSessions live;
  private final long now;
  private final long keepSeconds;

  /**
   * @param now epoch seconds
   * @param keepSeconds how long a login may take to become a session
   */
  SessionReservations(SessionRows rows, ActiveSessions live, long now, long keepSeconds) {
    this.rows = rows;
    this.live = live;
    this.now = now;
    this.keepSeconds = keepSeconds;
  }

  /** Whether a claim would be granted now. */
  boolean hasRoom(SessionOwner owner, String own, SessionLimitSettings limit) {
    Standing standing = standing(owner.hash());
    if (!standing.ending.contains(own)
        && SessionLimitRule.alwaysMakesRoom(standing.promised.size(), limit)) {
      return true;
    }
    return !(decide(standing, live.of(owner), live.find(own), own, limit)
        instanceof SessionLimitDecision.Refuse);
  }

  /**
   * Takes a place. It may be used when all sessions {@link Claim#toEnd()} have ended: they are not
   * counted any more.
   */
  Claim claim(SessionOwner owner, String own, SessionLimitSettings limit) {
    String hash = owner.hash();
    // Finding the user may take a call to a directory; nobody else should wait for that.
    Supplier<Stream<ActiveSession>> sessions = live.of(owner);
    rows.lock(hash);
    Standing standing = standing(hash);
    standing.over.forEach(id -> rows.drop(hash, id));
    Optional<ActiveSession> mine = live.find(own);
    SessionLimitDecision decision = decide(standing, sessions, mine, own, limit);
    if (decision instanceof SessionLimitDecision.Refuse) {
      return new Claim(false, false, false, standing.ending);
    }
    if (mine.isPresent()) {
      return new Claim(true, false, false, Set.of());
    }
    Set<String> toEnd = new HashSet<>(standing.ending);
    if (decision instanceof SessionLimitDecision.EndThese end) {
      end.victims()
          .forEach(id -> rows.markEnding(hash, owner.realmId(), id, now, now + keepSeconds));
      toEnd.addAll(end.victims());
    }
    rows.promise(hash, owner.realmId(), own, now, now + keepSeconds);
    return new Claim(true, true, !standing.promised.contains(own), toEnd);
  }

  /** Strikes out those who have ended, and says whether all have. */
  boolean haveEnded(SessionOwner owner, Set<String> sessionIds) {
    String hash = owner.hash();
    rows.lock(hash);
    boolean all = true;
    for (String id : sessionIds) {
      if (live.find(id).isPresent()) {
        all = false;
      } else {
        rows.drop(hash, id, SessionRow.ENDING);
      }
    }
    return all;
  }

  /** Gives a place back that is not going to be used. */
  void withdraw(SessionOwner owner, String own) {
    rows.lock(owner.hash());
    rows.drop(owner.hash(), own, SessionRow.PROMISED);
  }

  /** Takes the promise back if the session can be counted itself, or will never be. */
  void release(SessionOwner owner, String sessionId) {
    String hash = owner.hash();
    if (!rows.isPromised(hash, sessionId)) {
      return;
    }
    rows.lock(hash);
    if (isOver(sessionId)) {
      rows.drop(hash, sessionId, SessionRow.PROMISED);
    }
  }

  private SessionLimitDecision decide(
      Standing standing,
      Supplier<Stream<ActiveSession>> sessions,
      Optional<ActiveSession> mine,
      String own,
      SessionLimitSettings limit) {
    if (mine.isPresent() && !standing.ending.contains(own)) {
      return new SessionLimitDecision.LetIn();
    }
    try (Stream<ActiveSession> all = sessions.get()) {
      return SessionLimitRule.decide(
          SessionCount.count(all.iterator(), standing.promised, standing.ending, own, limit),
          own,
          limit);
    }
  }

  private Standing standing(String hash) {
    Standing standing = new Standing(new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (SessionRows.Place place : rows.of(hash)) {
      if (place.ending() ? live.find(place.sessionId()).isEmpty() : isAbandoned(place)) {
        standing.over.add(place.sessionId());
      } else if (place.ending()) {
        standing.ending.add(place.sessionId());
      } else {
        standing.promised.add(place.sessionId());
      }
    }
    return standing;
  }

  private boolean isAbandoned(SessionRows.Place place) {
    return now - place.taken() > YOUNG_SECONDS && isOver(place.sessionId());
  }

  private boolean isOver(String promised) {
    return live.find(promised).isPresent() || !live.loginUnderWay(promised);
  }

  /** The rows of an owner, sorted; {@code over} are those that mean nothing any more. */
  private record Standing(Set<String> promised, Set<String> ending, Set<String> over) {}
}
