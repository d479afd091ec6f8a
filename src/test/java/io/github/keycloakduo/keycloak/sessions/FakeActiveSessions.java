package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.sessions.ActiveSession;
import io.github.keycloakduo.sessions.SessionOwner;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Sessions and logins of a Keycloak that is not there. */
final class FakeActiveSessions implements ActiveSessions {
  private record Known(SessionOwner owner, ActiveSession session) {}

  private final Map<String, Known> sessions = new ConcurrentHashMap<>();
  private final Set<String> logins = ConcurrentHashMap.newKeySet();
  private final AtomicInteger listed = new AtomicInteger();

  void login(String id) {
    logins.add(id);
  }

  void loginEnds(String id) {
    logins.remove(id);
  }

  void start(SessionOwner owner, String id, long startedAt) {
    sessions.put(id, new Known(owner, new ActiveSession(id, startedAt)));
  }

  void end(String id) {
    sessions.remove(id);
    logins.remove(id);
  }

  Set<String> ids() {
    return Set.copyOf(sessions.keySet());
  }

  /** How many sessions were read from lists. */
  int listed() {
    return listed.get();
  }

  @Override
  public Stream<ActiveSession> of(SessionOwner owner) {
    return sessions.values().stream()
        .filter(known -> known.owner().equals(owner))
        .map(Known::session)
        .peek(session -> listed.incrementAndGet());
  }

  @Override
  public long loginLifespanSeconds() {
    return SessionLimitScenario.KEEP;
  }

  @Override
  public Optional<ActiveSession> find(String sessionId) {
    return Optional.ofNullable(sessions.get(sessionId)).map(Known::session);
  }

  @Override
  public boolean isLoginPending(String sessionId) {
    return logins.contains(sessionId);
  }
}
