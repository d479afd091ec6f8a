package io.github.keycloakduo.policy;

import java.util.Set;

/**
 * The choices that a realm leaves to its users, as far as rules can go by them.
 *
 * @param renaming whether users may change their user name
 * @param registration whether anybody may register, under any free name
 * @param brokers aliases of the identity providers whose users review their name at the first login
 * @param directoryAttribute whether users may write the LDAP attribute of {@code
 *     usermapping.ldap_server.user_attribute}
 */
public record SelfService(
    boolean renaming, boolean registration, Set<String> brokers, boolean directoryAttribute) {
  /** Users choose nothing. */
  public static final SelfService NONE = new SelfService(false, false, Set.of(), false);

  public SelfService {
    brokers = Set.copyOf(brokers);
  }
}
