package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.sessions.ActiveSession;
import io.github.keycloakduo.sessions.SessionOwner;
import java.util.Optional;
import java.util.stream.Stream;

/** The user sessions and pending logins of one realm, as all nodes see them. */
interface ActiveSessions {
  /** The owner's sessions, read as far as the stream is. */
  Stream<ActiveSession> of(SessionOwner owner);

  /** A session that exists and has not expired, whoever owns it. */
  Optional<ActiveSession> find(String sessionId);

  /** Whether a login may still turn into this session. */
  boolean isLoginPending(String sessionId);

  /** How long a login may take to become a session. */
  long loginLifespanSeconds();
}
