package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.keycloak.admin.flows.RealmFlows;
import io.github.keycloakduo.settings.ConfigResult;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The lookup of all configurations in use on the server, as far as they can be read. */
final class ConfigsInUse {
  private final KeycloakSessionFactory sessions;
  private final BiFunction<KeycloakSession, AuthenticatorConfigModel, ConfigResult> settings;
  private final BiFunction<KeycloakSession, AuthenticatorConfigModel, Collection<ConfigResult>>
      clients;
  private final Consumer<String> warnings;

  /**
   * Reads nothing yet.
   *
   * @param settings reads a configuration of the realm of the session's context
   * @param clients reads the configurations that it names for single clients
   * @param warnings receives a sentence for each realm or configuration that cannot be read
   */
  ConfigsInUse(
      KeycloakSessionFactory sessions,
      BiFunction<KeycloakSession, AuthenticatorConfigModel, ConfigResult> settings,
      BiFunction<KeycloakSession, AuthenticatorConfigModel, Collection<ConfigResult>> clients,
      Consumer<String> warnings) {
    this.sessions = sessions;
    this.settings = settings;
    this.clients = clients;
    this.warnings = warnings;
  }

  /** In a session of its own for each realm, that ends before Duo is asked. */
  List<ConfigInUse> find() {
    Map<String, String> names = new LinkedHashMap<>();
    KeycloakModelUtils.runJobInTransaction(
        sessions,
        session ->
            session
                .realms()
                .getRealmsStream()
                .forEach(realm -> names.put(realm.getId(), realm.getName())));
    return names.entrySet().stream()
        .flatMap(realm -> ofRealm(realm.getKey(), realm.getValue()).stream())
        .flatMap(List::stream)
        .toList();
  }

  private Optional<List<ConfigInUse>> ofRealm(String realmId, String name) {
    return read(
        ConfigReference.describeRealm(name),
        () ->
            KeycloakModelUtils.runJobInTransactionWithResult(
                sessions, session -> ofRealm(session, realmId)));
  }

  private List<ConfigInUse> ofRealm(KeycloakSession session, String realmId) {
    RealmModel realm = session.realms().getRealm(realmId);
    if (realm == null || !realm.isEnabled()) {
      return List.of();
    }
    // The vault has its entries by realm.
    session.getContext().setRealm(realm);
    Map<ConfigReference, ConfigInUse> found = new LinkedHashMap<>();
    RealmFlows.configurations(session, realm).stream()
        .flatMap(id -> Stream.ofNullable(realm.getAuthenticatorConfigById(id)))
        .flatMap(config -> parsed(session, realm, config).stream())
        .flatMap(List::stream)
        .forEach(config -> found.putIfAbsent(config.reference(), config));
    return List.copyOf(found.values());
  }

  private Optional<List<ConfigInUse>> parsed(
      KeycloakSession session, RealmModel realm, AuthenticatorConfigModel config) {
    ConfigReference reference =
        new ConfigReference(realm.getName(), Optional.ofNullable(config.getAlias()).orElse(""));
    return read(
        reference.describe(),
        () ->
            Stream.concat(
                    Stream.of(new ConfigInUse(reference, settings.apply(session, config))),
                    clients.apply(session, config).stream()
                        .flatMap(result -> ofClient(realm, result).stream()))
                .toList());
  }

  /** One that no login can use has no keys to check. */
  private static Optional<ConfigInUse> ofClient(RealmModel realm, ConfigResult result) {
    return result.match(
        valid ->
            Optional.of(
                new ConfigInUse(
                    new ConfigReference(realm.getName(), valid.settings().source().alias()),
                    result)),
        invalid -> Optional.empty());
  }

  /** One failure keeps no other realm or configuration from being read. */
  private <T> Optional<T> read(String subject, Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (RuntimeException | LinkageError e) {
      warnings.accept(CheckFailure.describe(subject, e));
      return Optional.empty();
    }
  }
}
