package io.github.keycloakduo.directory;

import java.util.Optional;

/**
 * How a group names a member.
 *
 * @param attribute of the group
 * @param userAttribute of the user, whose value the group holds; absent when it holds the DN
 */
public record MembershipAttribute(String attribute, Optional<String> userAttribute) {
  /** As in groupOfNames and groupOfUniqueNames. */
  public static MembershipAttribute byDn(String attribute) {
    return new MembershipAttribute(attribute, Optional.empty());
  }

  /** As in posixGroup. */
  public static MembershipAttribute byValue(String attribute, String userAttribute) {
    return new MembershipAttribute(attribute, Optional.of(userAttribute));
  }

  boolean isByDn() {
    return userAttribute.isEmpty();
  }

  /**
   * An attribute of the user that tells him from earlier owners of his DN. Groups of unique names
   * may add its value to the DN, and servers then find the one only together with the other.
   */
  Optional<String> identifierAttribute() {
    return isByDn() && attribute.equalsIgnoreCase("uniqueMember")
        ? Optional.of("x500UniqueIdentifier")
        : Optional.empty();
  }
}
