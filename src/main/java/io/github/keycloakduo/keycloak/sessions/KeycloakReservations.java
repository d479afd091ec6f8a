package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.keycloak.runtime.Transactions;
import java.time.Clock;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * The reservations of one realm in Keycloak's database, each access in a transaction. Nothing is
 * read before the work begins, not even the realm: see {@link SessionReservations}.
 */
final class KeycloakReservations {
  private KeycloakReservations() {}

  static Transactions<SessionReservations> of(
      KeycloakSessionFactory sessions, String realmId, Clock clock) {
    return Transactions.of(sessions).map(session -> reservations(session, realmId, clock));
  }

  private static SessionReservations reservations(
      KeycloakSession session, String realmId, Clock clock) {
    return new SessionReservations(
        new SessionRows(session.getProvider(JpaConnectionProvider.class).getEntityManager()),
        new KeycloakActiveSessions(session, realmId),
        clock.instant().getEpochSecond());
  }
}
