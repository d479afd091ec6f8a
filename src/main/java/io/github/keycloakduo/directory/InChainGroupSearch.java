package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Active Directory's rule that finds members of members: one search instead of a climb. */
final class InChainGroupSearch {
  private static final String RULE = "1.2.840.113556.1.4.1941";
  private static final String CAPABILITIES = "supportedCapabilities";

  /** Active Directory, and its variant for applications. */
  private static final Set<String> KNOWS_THE_RULE =
      Set.of("1.2.840.113556.1.4.800", "1.2.840.113556.1.4.1851");

  private final List<GroupBase> bases;

  InChainGroupSearch(List<GroupBase> bases) {
    this.bases = bases;
  }

  /**
   * Whether the server says that it is an Active Directory. A server that does not know the rule
   * answers that nobody is a member of anything, and no error.
   */
  static boolean isKnownTo(LdapSession session) throws DirectoryException {
    SearchRequest rootDse =
        new SearchRequest(
            "", SearchScope.BASE, Filter.createPresenceFilter("objectClass"), CAPABILITIES);
    try {
      return session.search(rootDse).getSearchEntries().stream()
          .map(entry -> Optional.ofNullable(entry.getAttributeValues(CAPABILITIES)))
          .flatMap(Optional::stream)
          .flatMap(Arrays::stream)
          .anyMatch(KNOWS_THE_RULE::contains);
    } catch (LDAPException e) {
      throw DirectoryException.readingRoot(e);
    }
  }

  /** Which of the targets have the user as a member, or have a group that has, and so on. */
  Set<DistinguishedName> reach(
      EntrySearch search, SearchResultEntry user, Set<DistinguishedName> targets)
      throws DirectoryException {
    Set<DistinguishedName> reached = new HashSet<>();
    List<Filter> names = targets.stream().map(DistinguishedName::filterForRdn).toList();
    for (GroupBase base : bases) {
      for (Filter named : Filters.anyOf(names)) {
        Filter filter = Filter.createANDFilter(named, chain(base, user.getDN()));
        search
            .groups(base.base(), Scope.SUBTREE, filter, List.of())
            .forEach(group -> DistinguishedName.parse(group.getDN()).ifPresent(reached::add));
      }
    }
    return reached;
  }

  private static Filter chain(GroupBase base, String userDn) {
    return Filter.createORFilter(
        base.memberAttributes().stream()
            .map(name -> Filter.createExtensibleMatchFilter(name, RULE, false, userDn))
            .toList());
  }
}
