package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.sessions.LiveSession;
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

/** Keycloak's own sessions. In a realm that was removed nothing lives. */
final class KeycloakLiveSessions implements LiveSessions {
  private final KeycloakSession session;
  private final @Nullable RealmModel realm;

  KeycloakLiveSessions(KeycloakSession session, @Nullable RealmModel realm) {
    this.session = session;
    this.realm = realm;
  }

  @Override
  public Supplier<Stream<LiveSession>> of(SessionOwner owner) {
    RealmModel home = realm;
    UserModel user = home == null ? null : session.users().getUserById(home, owner.userId());
    if (home == null || user == null) {
      throw new IllegalStateException("realm or user is gone");
    }
    return () ->
        session
            .sessions()
            .getUserSessionsStream(home, user)
            .filter(found -> SessionAddress.of(found).equals(owner.clientIp()))
            .filter(found -> AuthenticationManager.isSessionValid(home, found))
            .map(KeycloakLiveSessions::live);
  }

  @Override
  public Optional<LiveSession> find(String sessionId) {
    RealmModel home = realm;
    if (home == null || sessionId.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(session.sessions().getUserSession(home, sessionId))
        .filter(found -> AuthenticationManager.isSessionValid(home, found))
        .map(KeycloakLiveSessions::live);
  }

  @Override
  public boolean loginUnderWay(String sessionId) {
    return realm != null
        && (session.authenticationSessions().getRootAuthenticationSession(realm, sessionId) != null
            || LaterPlace.isAwaited(session, sessionId));
  }

  private static LiveSession live(UserSessionModel found) {
    return new LiveSession(found.getId(), found.getStarted());
  }
}
