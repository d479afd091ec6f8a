package io.github.keycloakduo.keycloak.directory;

import java.util.List;
import org.keycloak.component.ComponentModel;

/** A lookup of the one LDAP provider of a name. */
final class LdapProviderFinder {
  private LdapProviderFinder() {}

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
