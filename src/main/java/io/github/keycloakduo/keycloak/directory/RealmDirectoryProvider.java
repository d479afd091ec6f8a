package io.github.keycloakduo.keycloak.directory;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** A provider of the directories that realms name by {@code ldap_server.name}. */
@FunctionalInterface
public interface RealmDirectoryProvider {
  /**
   * The directory of an LDAP provider of the realm.
   *
   * @param name of the provider, as {@code ldap_server.name} holds it
   */
  RealmDirectory of(KeycloakSession session, RealmModel realm, String name);
}
