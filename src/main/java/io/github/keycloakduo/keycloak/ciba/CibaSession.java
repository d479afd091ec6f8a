package io.github.keycloakduo.keycloak.ciba;

import java.util.function.Function;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Those a request is about, as Keycloak knows them now. */
record CibaSession(KeycloakSession session, RealmModel realm, ClientModel client, UserModel user) {
  /** Does work in a session and transaction of its own. */
  static <T> T meet(
      KeycloakSessionFactory sessions, CibaRequest request, Function<CibaSession, T> work) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        sessions, session -> work.apply(find(session, request)));
  }

  private static CibaSession find(KeycloakSession session, CibaRequest request) {
    RealmModel realm = session.realms().getRealm(request.realmId());
    if (realm == null) {
      throw new IllegalStateException("the realm is gone");
    }
    session.getContext().setRealm(realm);
    ClientModel client = session.clients().getClientById(realm, request.clientId());
    UserModel user = session.users().getUserById(realm, request.userId());
    if (client == null || user == null) {
      throw new IllegalStateException("the client or the user is gone");
    }
    session.getContext().setClient(client);
    return new CibaSession(session, realm, client, user);
  }
}
