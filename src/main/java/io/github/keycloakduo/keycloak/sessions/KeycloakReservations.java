package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.keycloak.runtime.Transactions;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.SessionExpiration;

/** The reservations of one realm in Keycloak's database, each access in a transaction. */
final class KeycloakReservations {
  private KeycloakReservations() {}

  static Transactions<SessionReservations> of(
      KeycloakSessionFactory sessions, String realmId, Clock clock) {
    return Transactions.inRealm(sessions, realmId).map(session -> reservations(session, clock));
  }

  private static SessionReservations reservations(KeycloakSession session, Clock clock) {
    @Nullable RealmModel realm = session.getContext().getRealm();
    return new SessionReservations(
        new SessionRows(session.getProvider(JpaConnectionProvider.class).getEntityManager()),
        new KeycloakActiveSessions(session, realm),
        clock.instant().getEpochSecond(),
        realm == null ? 0 : SessionExpiration.getAuthSessionLifespan(realm));
  }
}
