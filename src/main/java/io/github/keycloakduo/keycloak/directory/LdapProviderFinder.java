package io.github.keycloakduo.keycloak.directory;

import java.util.List;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.LDAPConstants;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.UserStorageProvider;

/** A lookup of the one LDAP provider of a name, and of its mappers. */
final class LdapProviderFinder {
  private LdapProviderFinder() {}

  /** Among the providers of a realm. */
  static ComponentModel find(RealmModel realm, String name) throws LdapProviderException {
    return find(
        realm
            .getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
            .filter(component -> LDAPConstants.LDAP_PROVIDER.equals(component.getProviderId()))
            .toList(),
        name);
  }

  /** The mappers of a provider. */
  static List<ComponentModel> mappers(RealmModel realm, ComponentModel provider) {
    return realm.getComponentsStream(provider.getId()).toList();
  }

  /** Among providers of kind {@code ldap}. */
  static ComponentModel find(List<ComponentModel> providers, String name)
      throws LdapProviderException {
    List<ComponentModel> named =
        providers.stream().filter(provider -> name.equals(provider.getName())).toList();
    if (named.isEmpty()) {
      throw new LdapProviderException("the realm has no LDAP provider called \"" + name + "\"");
    }
    if (named.size() > 1) {
      throw new LdapProviderException(
          "the realm has " + named.size() + " LDAP providers called \"" + name + "\"");
    }
    ComponentModel provider = named.get(0);
    if (!new ComponentOptions(provider).flag("enabled", true)) {
      throw new LdapProviderException("the LDAP provider \"" + name + "\" is disabled");
    }
    return provider;
  }
}
