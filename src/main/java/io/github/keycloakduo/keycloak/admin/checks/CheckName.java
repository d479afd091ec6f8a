package io.github.keycloakduo.keycloak.admin.checks;

import java.util.Locale;

/** The checks of a configuration, in the order in which they are made. */
public enum CheckName {
  CONFIG,
  VAULT,
  PROXY,
  TLS,
  PING,
  KEYS,
  CLOCK,
  LDAP_BIND,
  LDAP_SEARCH;

  /** The stable name, such as {@code ldap_bind}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
