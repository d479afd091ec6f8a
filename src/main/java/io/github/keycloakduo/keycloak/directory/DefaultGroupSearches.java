package io.github.keycloakduo.keycloak.directory;

import io.github.keycloakduo.directory.DistinguishedName;
import io.github.keycloakduo.directory.GroupSearch;
import io.github.keycloakduo.directory.MembershipAttribute;
import io.github.keycloakduo.directory.Scope;
import io.github.keycloakduo.directory.UserSearch;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.LDAPConstants;

/** The searches for the usual classes of groups, for a provider that has no group mapper. */
final class DefaultGroupSearches {
  private DefaultGroupSearches() {}

  /** In the whole tree that the users are in. */
  static List<GroupSearch> of(UserSearch users, boolean activeDirectory) {
    DistinguishedName base = users.base().top();
    return activeDirectory
        ? List.of(kind(base, LDAPConstants.GROUP, MembershipAttribute.byDn(LDAPConstants.MEMBER)))
        : List.of(
            kind(
                base, LDAPConstants.GROUP_OF_NAMES, MembershipAttribute.byDn(LDAPConstants.MEMBER)),
            kind(
                base,
                LDAPConstants.GROUP_OF_UNIQUE_NAMES,
                MembershipAttribute.byDn("uniqueMember")),
            kind(base, "posixGroup", MembershipAttribute.byValue("memberUid", LDAPConstants.UID)));
  }

  private static GroupSearch kind(
      DistinguishedName base, String objectClass, MembershipAttribute membership) {
    return new GroupSearch(
        base,
        Scope.SUBTREE,
        LDAPConstants.CN,
        Set.of(objectClass),
        Optional.empty(),
        membership,
        Optional.empty());
  }
}
