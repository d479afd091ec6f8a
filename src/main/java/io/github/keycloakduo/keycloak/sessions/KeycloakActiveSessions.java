package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.keycloak.runtime.SingleUseObjects;
import io.github.keycloakduo.sessions.ActiveSession;
import io.github.keycloakduo.sessions.SessionOwner;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.SessionExpiration;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.storage.adapter.InMemoryUserAdapter;

/**
 * The active sessions in Keycloak's own store. A realm that was removed has none. Nothing is read
 * before it is asked for.
 */
final class KeycloakActiveSessions implements ActiveSessions {
  private final KeycloakSession session;
  private final String realmId;

  KeycloakActiveSessions(KeycloakSession session, String realmId) {
    this.session = session;
    this.realmId = realmId;
  }

  /**
   * Keycloak lists sessions by the id of their user, and nothing else of him is looked at. So he is
   * not looked up: that could take a call to a directory, and finds no transient user.
   */
  @Override
  public Stream<ActiveSession> of(SessionOwner owner) {
    RealmModel realm = realm().orElseThrow(() -> new IllegalStateException("the realm is gone"));
    return session
        .sessions()
        .getUserSessionsStream(realm, new InMemoryUserAdapter(session, realm, owner.userId()))
        .filter(found -> SessionClientIp.of(found).equals(owner.clientIp()))
        .filter(found -> AuthenticationManager.isSessionValid(realm, found))
        .map(KeycloakActiveSessions::active);
  }

  @Override
  public Optional<ActiveSession> find(String sessionId) {
    return sessionId.isEmpty()
        ? Optional.empty()
        : realm().flatMap(realm -> find(realm, sessionId));
  }

  private Optional<ActiveSession> find(RealmModel realm, String sessionId) {
    return Optional.ofNullable(session.sessions().getUserSession(realm, sessionId))
        .filter(found -> AuthenticationManager.isSessionValid(realm, found))
        .map(KeycloakActiveSessions::active);
  }

  @Override
  public boolean isLoginPending(String sessionId) {
    return realm().filter(realm -> isLoginPending(realm, sessionId)).isPresent();
  }

  private boolean isLoginPending(RealmModel realm, String sessionId) {
    return session.authenticationSessions().getRootAuthenticationSession(realm, sessionId) != null
        || ReservationMarker.exists(SingleUseObjects.of(session), sessionId);
  }

  @Override
  public long loginLifespanSeconds() {
    return realm().map(SessionExpiration::getAuthSessionLifespan).orElse(0);
  }

  /** Several of Keycloak's providers expect it in the context, and only its id is known before. */
  private Optional<RealmModel> realm() {
    RealmModel known = session.getContext().getRealm();
    if (known == null || !known.getId().equals(realmId)) {
      known = session.realms().getRealm(realmId);
      if (known != null) {
        session.getContext().setRealm(known);
      }
    }
    return Optional.ofNullable(known);
  }

  private static ActiveSession active(UserSessionModel found) {
    return new ActiveSession(found.getId(), found.getStarted());
  }
}
