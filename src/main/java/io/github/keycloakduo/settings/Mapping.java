package io.github.keycloakduo.settings;

import java.util.Map;
import java.util.Optional;

/**
 * The mapping of a user of Keycloak to a Duo username.
 *
 * @param explicit {@code usermapping.explicit}, keys in lower case
 * @param directoryAttribute {@code usermapping.ldap_server.user_attribute}
 * @param userAttribute {@code usermapping.user_attribute}, an attribute of the Keycloak user
 * @param appendDomain {@code username_transform.append_domain}, without the at sign
 * @param ignoreUpnSuffix {@code username_transform.ignore_upn_suffix}
 */
public record Mapping(
    Map<String, String> explicit,
    Optional<String> directoryAttribute,
    Optional<String> userAttribute,
    Optional<String> appendDomain,
    boolean ignoreUpnSuffix) {
  /** The Duo identity is the user name. */
  public static final Mapping NONE =
      new Mapping(Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);

  public Mapping {
    explicit = Map.copyOf(explicit);
  }
}
