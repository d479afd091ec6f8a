package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.keycloak.runtime.Transactions;
import java.util.function.Function;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A Keycloak session with the realm, client and user of a CIBA request, as Keycloak knows them now.
 */
record CibaSession(KeycloakSession session, RealmModel realm, ClientModel client, UserModel user) {
  /** Does work in a session and transaction of its own. */
  static <T> T meet(
      KeycloakSessionFactory sessions, CibaRequest request, Function<CibaSession, T> work) {
    return Transactions.inRealm(sessions, request.realmId())
        .call(session -> work.apply(find(session, request)));
  }

  private static CibaSession find(KeycloakSession session, CibaRequest request) {
    RealmModel realm = session.getContext().getRealm();
    if (realm == null) {
      throw new IllegalStateException("the realm is gone");
    }
    ClientModel client = session.clients().getClientById(realm, request.clientId());
    UserModel user = session.users().getUserById(realm, request.userId());
    if (client == null || user == null) {
      throw new IllegalStateException("the client or the user is gone");
    }
    session.getContext().setClient(client);
    return new CibaSession(session, realm, client, user);
  }
}
