package io.github.keycloakduo.keycloak.directory;

import io.github.keycloakduo.directory.DirectoryProbeResult;
import io.github.keycloakduo.directory.DirectoryRegistry;
import io.github.keycloakduo.directory.DirectorySettings;
import java.util.Optional;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
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

  private static DirectorySettings settings(KeycloakSession session, RealmModel realm, String name)
      throws LdapProviderException {
    ComponentModel provider = LdapProviderFinder.find(realm, name);
    return new LdapProviderSettings(
            provider, LdapProviderFinder.mappers(realm, provider), text -> fromVault(session, text))
        .read();
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
