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

/**
 * A group search with Active Directory's matching rule LDAP_MATCHING_RULE_IN_CHAIN, by which the
 * server itself follows nested groups: one search instead of one for each level.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/windows/win32/adsi/search-filter-syntax">Microsoft:
 *     Search Filter Syntax</a>, and [MS-ADTS], 3.1.1.3.4.4.3 (LDAP_MATCHING_RULE_TRANSITIVE_EVAL)
 */
final class InChainGroupSearch {
  private static final String IN_CHAIN = "1.2.840.113556.1.4.1941";

  /** Of the root DSE ([MS-ADTS], 3.1.1.3.4.3). */
  private static final String CAPABILITIES = "supportedCapabilities";

  /** LDAP_CAP_ACTIVE_DIRECTORY_OID, and LDAP_CAP_ACTIVE_DIRECTORY_ADAM_OID of AD LDS. */
  private static final Set<String> ACTIVE_DIRECTORY =
      Set.of("1.2.840.113556.1.4.800", "1.2.840.113556.1.4.1851");

  private final List<GroupBase> bases;

  InChainGroupSearch(List<GroupBase> bases) {
    this.bases = bases;
  }

  /**
   * Whether the server says that it is an Active Directory. A filter with a matching rule that the
   * server does not know is Undefined (RFC 4511, section 4.5.1.7): then it answers that nobody is a
   * member of anything, and no error.
   */
  static boolean isSupportedBy(LdapSession session) throws DirectoryException {
    SearchRequest rootDse =
        new SearchRequest(
            "", SearchScope.BASE, Filter.createPresenceFilter("objectClass"), CAPABILITIES);
    try {
      return session.search(rootDse).getSearchEntries().stream()
          .map(entry -> Optional.ofNullable(entry.getAttributeValues(CAPABILITIES)))
          .flatMap(Optional::stream)
          .flatMap(Arrays::stream)
          .anyMatch(ACTIVE_DIRECTORY::contains);
    } catch (LDAPException e) {
      throw DirectoryException.readingRoot(e);
    }
  }

  /** Which of the targets have the user as a member, or have a group that has, and so on. */
  Set<DistinguishedName> find(
      EntrySearch search, SearchResultEntry user, Set<DistinguishedName> targets)
      throws DirectoryException {
    Set<DistinguishedName> reached = new HashSet<>();
    List<Filter> names = targets.stream().map(DistinguishedName::filterForRdn).toList();
    for (GroupBase base : bases) {
      for (Filter named : Filters.anyOf(names)) {
        Filter filter = Filter.createANDFilter(named, inChain(base, user.getDN()));
        search
            .groups(base.base(), Scope.SUBTREE, filter, List.of())
            .forEach(group -> DistinguishedName.parse(group.getDN()).ifPresent(reached::add));
      }
    }
    return reached;
  }

  private static Filter inChain(GroupBase base, String userDn) {
    return Filter.createORFilter(
        base.memberAttributes().stream()
            .map(name -> Filter.createExtensibleMatchFilter(name, IN_CHAIN, false, userDn))
            .toList());
  }
}
