package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.keycloak.admin.flows.RealmFlows;
import io.github.keycloakduo.settings.ParsedSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** All configurations in use on the server, as far as they can be read. */
final class ConfigsInUse {
  private final KeycloakSessionFactory sessions;
  private final BiFunction<KeycloakSession, AuthenticatorConfigModel, ParsedSettings> settings;
  private final Survey survey;

  /**
   * Reads nothing yet.
   *
   * @param settings reads a configuration of the realm of the session's context
   */
  ConfigsInUse(
      KeycloakSessionFactory sessions,
      BiFunction<KeycloakSession, AuthenticatorConfigModel, ParsedSettings> settings,
      Survey survey) {
    this.sessions = sessions;
    this.settings = settings;
    this.survey = survey;
  }

  /** In a session of its own for each realm, that ends before Duo is asked. */
  List<ConfigReference> find() {
    Map<String, String> names = new LinkedHashMap<>();
    KeycloakModelUtils.runJobInTransaction(
        sessions,
        session ->
            session
                .realms()
                .getRealmsStream()
                .forEach(realm -> names.put(realm.getId(), realm.getName())));
    return names.entrySet().stream()
        .flatMap(realm -> of(realm.getKey(), realm.getValue()).stream())
        .flatMap(List::stream)
        .toList();
  }

  private Optional<List<ConfigReference>> of(String realmId, String name) {
    return survey.look(
        ConfigReference.place(name),
        () ->
            KeycloakModelUtils.runJobInTransactionWithResult(
                sessions, session -> of(session, realmId)));
  }

  private List<ConfigReference> of(KeycloakSession session, String realmId) {
    RealmModel realm = session.realms().getRealm(realmId);
    if (realm == null || !realm.isEnabled()) {
      return List.of();
    }
    // The vault has its entries by realm.
    session.getContext().setRealm(realm);
    return new RealmFlows(session, realm)
        .configurations().stream()
            .flatMap(id -> Stream.ofNullable(realm.getAuthenticatorConfigById(id)))
            .flatMap(config -> watched(session, realm, config).stream())
            .toList();
  }

  private Optional<ConfigReference> watched(
      KeycloakSession session, RealmModel realm, AuthenticatorConfigModel config) {
    String alias = Optional.ofNullable(config.getAlias()).orElse("");
    return survey.look(
        ConfigReference.place(realm.getName(), alias),
        () -> new ConfigReference(realm.getName(), alias, settings.apply(session, config)));
  }
}
