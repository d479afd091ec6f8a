package io.github.keycloakduo.keycloak.admin.watch;

import io.github.keycloakduo.keycloak.DuoRuntime;
import io.github.keycloakduo.keycloak.admin.flows.RealmFlows;
import java.util.List;
import java.util.Objects;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** All configurations in use on the server. */
final class WatchedRealms {
  private final KeycloakSessionFactory sessions;

  WatchedRealms(KeycloakSessionFactory sessions) {
    this.sessions = sessions;
  }

  /** In a session of its own for each realm, that ends before Duo is asked. */
  List<Watched> find() {
    List<String> realms =
        KeycloakModelUtils.runJobInTransactionWithResult(
            sessions,
            session ->
                session
                    .realms()
                    .getRealmsStream()
                    .filter(RealmModel::isEnabled)
                    .map(RealmModel::getId)
                    .toList());
    return realms.stream().flatMap(realmId -> of(realmId).stream()).toList();
  }

  private List<Watched> of(String realmId) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        sessions, session -> of(session, realmId));
  }

  private static List<Watched> of(KeycloakSession session, String realmId) {
    RealmModel realm = session.realms().getRealm(realmId);
    if (realm == null) {
      return List.of();
    }
    // The vault has its entries by realm.
    session.getContext().setRealm(realm);
    DuoRuntime runtime = DuoRuntime.of(session.getKeycloakSessionFactory());
    return new RealmFlows(session, realm)
        .configurations().stream()
            .map(realm::getAuthenticatorConfigById)
            .filter(Objects::nonNull)
            .map(config -> watched(session, realm, config, runtime))
            .toList();
  }

  private static Watched watched(
      KeycloakSession session,
      RealmModel realm,
      AuthenticatorConfigModel config,
      DuoRuntime runtime) {
    String alias = config.getAlias();
    return new Watched(
        realm.getName(), alias == null ? "" : alias, runtime.settings().of(session, config));
  }
}
