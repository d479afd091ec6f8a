package io.github.keycloakduo.settings;

import java.util.Optional;

/**
 * The users and groups that need no MFA.
 *
 * @param users {@code whitelist.user_list}; names are compared case-sensitively
 * @param userGroup path of a Keycloak group whose members the user list names too
 * @param groups {@code whitelist.ldap_server_group}; absent when not configured
 */
public record Exemptions(
    Optional<ListRule> users, Optional<String> userGroup, Optional<ListRule> groups) {
  /** Exempts nobody. */
  public static final Exemptions NONE =
      new Exemptions(Optional.empty(), Optional.empty(), Optional.empty());
}
