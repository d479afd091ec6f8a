package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.sessions.ActiveSession;
import io.github.keycloakduo.sessions.SessionOwner;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;

/** The active sessions in Keycloak's own store. A realm that was removed has none. */
final class KeycloakActiveSessions implements ActiveSessions {
  private final KeycloakSession session;
  private final @Nullable RealmModel realm;

  KeycloakActiveSessions(KeycloakSession session, @Nullable RealmModel realm) {
    this.session = session;
    this.realm = realm;
  }

  @Override
  public Supplier<Stream<ActiveSession>> of(SessionOwner owner) {
    RealmModel home = realm;
    UserModel user = home == null ? null : session.users().getUserById(home, owner.userId());
    if (home == null || user == null) {
      throw new IllegalStateException("realm or user is gone");
    }
    return () ->
        session
            .sessions()
            .getUserSessionsStream(home, user)
            .filter(found -> SessionClientIp.of(found).equals(owner.clientIp()))
            .filter(found -> AuthenticationManager.isSessionValid(home, found))
            .map(KeycloakActiveSessions::active);
  }

  @Override
  public Optional<ActiveSession> find(String sessionId) {
    RealmModel home = realm;
    if (home == null || sessionId.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(session.sessions().getUserSession(home, sessionId))
        .filter(found -> AuthenticationManager.isSessionValid(home, found))
        .map(KeycloakActiveSessions::active);
  }

  @Override
  public boolean isLoginPending(String sessionId) {
    return realm != null
        && (session.authenticationSessions().getRootAuthenticationSession(realm, sessionId) != null
            || ReservationMarker.exists(session.singleUseObjects(), sessionId));
  }

  private static ActiveSession active(UserSessionModel found) {
    return new ActiveSession(found.getId(), found.getStarted());
  }
}
