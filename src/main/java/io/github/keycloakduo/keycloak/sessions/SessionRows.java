package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.keycloak.runtime.LockRow;
import io.github.keycloakduo.mfa.StableHash;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;

/**
 * The statements on the tables of session reservations and of locks. Rows are read and changed by
 * value and never as managed entities: another transaction may delete one at any time, and that
 * must not fail this one.
 */
final class SessionRows {
  /** A row as it was read. */
  record Entry(String sessionId, String realmId, boolean ending, long taken) {}

  private static final String READ =
      "select r.sessionId, r.realmId, r.state, r.taken from DuoMfaSession r where ";

  private final EntityManager database;

  SessionRows(EntityManager database) {
    this.database = database;
  }

  /** Waits until nobody else, on any node, counts the sessions of this owner. */
  void lock(String owner) {
    LockRow.lock(database, owner);
  }

  List<Entry> of(String owner) {
    return entries(query(READ + "r.ownerHash = :owner").setParameter("owner", owner));
  }

  boolean isReserved(String owner, String sessionId) {
    return !query("select r.id from DuoMfaSession r where r.id = :id and r.state = 'P'")
        .setParameter("id", id(owner, sessionId))
        .getResultList()
        .isEmpty();
  }

  /** Makes a reservation, or renews it. */
  void reserve(String owner, String realmId, String sessionId, long now, long expires) {
    int renewed =
        query("update DuoMfaSession r set r.expires = :expires where r.id = :id and r.state = 'P'")
            .setParameter("expires", expires)
            .setParameter("id", id(owner, sessionId))
            .executeUpdate();
    if (renewed == 0) {
      put(owner, realmId, sessionId, SessionRow.RESERVED, now, expires);
    }
  }

  /** Says that a session is being ended and does not count any more. */
  void markEnding(String owner, String realmId, String sessionId, long now, long expires) {
    put(owner, realmId, sessionId, SessionRow.ENDING, now, expires);
  }

  void drop(String owner, String sessionId) {
    query("delete from DuoMfaSession r where r.id = :id")
        .setParameter("id", id(owner, sessionId))
        .executeUpdate();
  }

  void drop(String owner, String sessionId, String state) {
    query("delete from DuoMfaSession r where r.id = :id and r.state = :state")
        .setParameter("id", id(owner, sessionId))
        .setParameter("state", state)
        .executeUpdate();
  }

  List<Entry> expired(long now, int max) {
    return entries(
        query(READ + "r.expires < :now order by r.expires")
            .setParameter("now", now)
            .setMaxResults(max));
  }

  /** Keeps what has expired, for another while. */
  void extendExpired(String sessionId, long now, long expires) {
    query(
            "update DuoMfaSession r set r.expires = :expires"
                + " where r.sessionId = :session and r.expires < :now")
        .setParameter("expires", expires)
        .setParameter("session", sessionId)
        .setParameter("now", now)
        .executeUpdate();
  }

  void dropExpired(String sessionId, long now) {
    query("delete from DuoMfaSession r where r.sessionId = :session and r.expires < :now")
        .setParameter("session", sessionId)
        .setParameter("now", now)
        .executeUpdate();
  }

  private void put(
      String owner, String realmId, String sessionId, String state, long now, long expires) {
    database.persist(
        new SessionRow(id(owner, sessionId), sessionId, realmId, owner, state, now, expires));
  }

  private static String id(String owner, String sessionId) {
    return StableHash.of(List.of(owner, sessionId));
  }

  private Query query(String words) {
    return database.createQuery(words);
  }

  private static List<Entry> entries(Query query) {
    List<?> rows = query.getResultList();
    return rows.stream().map(row -> entry((Object[]) row)).toList();
  }

  private static Entry entry(Object[] row) {
    return new Entry(
        (String) row[0], (String) row[1], SessionRow.ENDING.equals(row[2]), (Long) row[3]);
  }
}
