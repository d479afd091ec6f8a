package io.github.keycloakduo.keycloak.directory;

import io.github.keycloakduo.directory.DirectoryProbeResult;
import io.github.keycloakduo.directory.DirectoryRegistry;
import io.github.keycloakduo.directory.DirectorySettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.LDAPConstants;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.vault.VaultStringSecret;

/**
 * The registry of the directories that realms name, one for each server. The provider is read anew
 * at each login, so that a change counts at once; connections are shared.
 */
public final class RealmDirectories implements RealmDirectoryProvider, AutoCloseable {
  private final DirectoryRegistry directories = new DirectoryRegistry();

  @Override
  public RealmDirectory of(KeycloakSession session, RealmModel realm, String name) {
    try {
      return new RealmDirectory.Ready(directories.of(settings(session, realm, name)));
    } catch (LdapProviderException e) {
      return new RealmDirectory.Misconfigured(e.sentence());
    }
  }

  /**
   * Tests the directory of an LDAP provider.
   *
   * @param withGroups whether the bases of groups must be there, too
   */
  public static DirectoryProbeResult test(
      KeycloakSession session, RealmModel realm, String name, boolean withGroups) {
    try {
      return DirectoryRegistry.probe(settings(session, realm, name), withGroups);
    } catch (LdapProviderException e) {
      return DirectoryProbeResult.noBind(e.sentence());
    }
  }

  /**
   * The attributes of Keycloak's users that are written to an LDAP attribute of a provider; none
   * where nothing is, or where there is no such provider.
   */
  public static Set<String> sources(RealmModel realm, String name, String ldapAttribute) {
    try {
      ComponentModel provider = LdapProviderFinder.find(providers(realm), name);
      return WritingMappers.sources(provider, mappers(realm, provider), ldapAttribute);
    } catch (LdapProviderException none) {
      return Set.of();
    }
  }

  private static List<ComponentModel> mappers(RealmModel realm, ComponentModel provider) {
    return realm.getComponentsStream(provider.getId()).toList();
  }

  private static DirectorySettings settings(KeycloakSession session, RealmModel realm, String name)
      throws LdapProviderException {
    ComponentModel provider = LdapProviderFinder.find(providers(realm), name);
    return new LdapProviderSettings(
            provider, mappers(realm, provider), text -> fromVault(session, text))
        .read();
  }

  private static List<ComponentModel> providers(RealmModel realm) {
    return realm
        .getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
        .filter(component -> LDAPConstants.LDAP_PROVIDER.equals(component.getProviderId()))
        .toList();
  }

  private static Optional<String> fromVault(KeycloakSession session, String expression) {
    try (VaultStringSecret secret = session.vault().getStringSecret(expression)) {
      return secret.get().filter(value -> !value.equals(expression));
    }
  }

  @Override
  public void close() {
    directories.close();
  }
}
