package io.github.keycloakduo.directory;

import java.util.Optional;
import java.util.Set;

/**
 * The settings by which groups and their members are found.
 *
 * @param scope how far below the base a group may be named; nested groups count at any depth
 * @param nameAttribute holds the name of a group
 * @param objectClasses a group that is named must have all of them
 * @param filter a group that is named must match it
 * @param memberOf an attribute of the user that names his groups, if it is to be believed
 */
public record GroupSearch(
    DistinguishedName base,
    Scope scope,
    String nameAttribute,
    Set<String> objectClasses,
    Optional<SearchFilter> filter,
    MembershipAttribute membership,
    Optional<String> memberOf) {
  public GroupSearch {
    objectClasses = Set.copyOf(objectClasses);
  }
}
