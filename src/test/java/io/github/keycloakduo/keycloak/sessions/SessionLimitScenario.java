package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.sessions.SessionLimiter;
import io.github.keycloakduo.sessions.SessionOwner;
import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** Logins against the real tables and made-up sessions, at a time that the test decides. */
final class SessionLimitScenario {
  static final SessionOwner ALICE = new SessionOwner("realm", "alice", ClientIp.parse("192.0.2.1"));
  static final SessionOwner ALICE_ELSEWHERE =
      new SessionOwner("realm", "alice", ClientIp.parse("192.0.2.2"));
  static final long KEEP = 1800;

  final FakeActiveSessions sessions = new FakeActiveSessions();
  final AtomicLong now = new AtomicLong(1_000_000);
  Consumer<String> terminator = sessions::end;

  private final TestDatabase database;

  SessionLimitScenario(TestDatabase database) {
    this.database = database;
    database.clear();
  }

  static SessionLimitSettings refusing(int limit) {
    return new SessionLimitSettings(limit, false);
  }

  static SessionLimitSettings endingOldest(int limit) {
    return new SessionLimitSettings(limit, true);
  }

  /** What the step does. */
  SessionLimiter.Result reserve(SessionOwner owner, String id, SessionLimitSettings limit) {
    sessions.login(id);
    return limiter().reserve(owner, id, limit);
  }

  /** What the rest of the request does after a reservation. */
  void finish(SessionOwner owner, String id) {
    sessions.start(owner, id, now.get());
    sessions.loginEnds(id);
    release(owner, id);
  }

  void release(SessionOwner owner, String id) {
    reservations(
        reservations -> {
          reservations.release(owner, id);
          return true;
        });
  }

  SessionLimiter limiter() {
    return new DatabaseSessionLimiter(
        this::reservations, id -> terminator.accept(id), (owner, id) -> {});
  }

  <T> T reservations(Function<SessionReservations, T> work) {
    return rows(rows -> work.apply(new SessionReservations(rows, sessions, now.get())));
  }

  <T> T rows(Function<SessionRows, T> work) {
    return database.transaction(entities -> work.apply(new SessionRows(entities)));
  }

  /** The rows of an owner, such as {@code P:s1}. */
  List<String> standing(SessionOwner owner) {
    return rows(
        rows ->
            rows.of(owner.hash()).stream()
                .map(entry -> (entry.ending() ? "E:" : "P:") + entry.sessionId())
                .sorted()
                .toList());
  }
}
