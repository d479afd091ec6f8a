package io.github.keycloakduo.keycloak.sessions;

import java.time.Clock;
import java.util.function.Function;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.SessionExpiration;

/** The book in Keycloak's database, for one realm. */
final class KeycloakLedger implements Ledger {
  private final KeycloakSessionFactory sessions;
  private final String realmId;
  private final Clock clock;

  KeycloakLedger(KeycloakSessionFactory sessions, String realmId, Clock clock) {
    this.sessions = sessions;
    this.realmId = realmId;
    this.clock = clock;
  }

  @Override
  public <T> T call(Function<SessionReservations, T> work) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        sessions, session -> work.apply(book(session)));
  }

  private SessionReservations book(KeycloakSession session) {
    RealmModel realm = session.realms().getRealm(realmId);
    if (realm != null) {
      session.getContext().setRealm(realm);
    }
    return new SessionReservations(
        new SessionRows(session.getProvider(JpaConnectionProvider.class).getEntityManager()),
        new KeycloakActiveSessions(session, realm),
        clock.instant().getEpochSecond(),
        realm == null ? 0 : SessionExpiration.getAuthSessionLifespan(realm));
  }
}
