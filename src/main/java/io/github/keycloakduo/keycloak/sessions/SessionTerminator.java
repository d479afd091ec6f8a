package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.keycloak.runtime.Transactions;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * The end of user sessions, in transactions of their own. Clients are told as by any logout of
 * Keycloak, where they want it by OpenID Connect Back-Channel Logout 1.0. Doing it twice does no
 * harm.
 */
final class SessionTerminator {
  private static final Logger LOG = Logger.getLogger(SessionTerminator.class);

  private final KeycloakSession request;
  private final Transactions<KeycloakSession> transactions;
  private final String realmId;

  SessionTerminator(KeycloakSession request, String realmId) {
    this.request = request;
    this.transactions = Transactions.withContextOf(request);
    this.realmId = realmId;
  }

  /** Whether it worked, only a look at the sessions can tell. */
  void end(String sessionId) {
    attempt(sessionId, this::logOut);
    // A client that cannot be told of the logout must not keep the session alive.
    attempt(
        sessionId, (session, found) -> session.sessions().removeUserSession(realm(session), found));
  }

  private void attempt(String sessionId, BiConsumer<KeycloakSession, UserSessionModel> work) {
    try {
      transactions.run(
          session -> {
            UserSessionModel found = session.sessions().getUserSession(realm(session), sessionId);
            if (found != null) {
              work.accept(session, found);
            }
          });
    } catch (RuntimeException | LinkageError failed) {
      LOG.debug("A session could not be ended", failed);
    }
  }

  /** In a session of its own, since it replaces the context's authentication session. */
  private void logOut(KeycloakSession session, UserSessionModel found) {
    AuthenticationManager.backchannelLogout(
        session,
        realm(session),
        found,
        session.getContext().getUri(),
        request.getContext().getConnection(),
        request.getContext().getRequestHeaders(),
        true);
  }

  private RealmModel realm(KeycloakSession session) {
    return session.realms().getRealm(realmId);
  }
}
