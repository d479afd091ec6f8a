package io.github.keycloakduo.directory;

import java.util.Optional;

/**
 * The attribute by which a group names its members (RFC 4519, RFC 2307).
 *
 * @param attribute of the group
 * @param userAttribute of the user, whose value the group holds; absent when it holds the DN
 */
public record MembershipAttribute(String attribute, Optional<String> userAttribute) {
  /** As in groupOfNames and groupOfUniqueNames (RFC 4519, sections 3.5 and 3.6). */
  public static MembershipAttribute byDn(String attribute) {
    return new MembershipAttribute(attribute, Optional.empty());
  }

  /** As in posixGroup (RFC 2307, section 4). */
  public static MembershipAttribute byValue(String attribute, String userAttribute) {
    return new MembershipAttribute(attribute, Optional.of(userAttribute));
  }

  boolean isByDn() {
    return userAttribute.isEmpty();
  }

  /**
   * An attribute of the user that tells him from earlier owners of his DN (RFC 4519, section 2.40:
   * {@code uniqueMember}; section 2.43: {@code x500UniqueIdentifier}). Groups of unique names may
   * add its value to the DN, and servers then find the one only together with the other.
   */
  Optional<String> identifierAttribute() {
    return isByDn() && attribute.equalsIgnoreCase("uniqueMember")
        ? Optional.of("x500UniqueIdentifier")
        : Optional.empty();
  }
}
