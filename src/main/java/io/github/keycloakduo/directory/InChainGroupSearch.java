package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

  private final List<GroupBase> bases;

  InChainGroupSearch(List<GroupBase> bases) {
    this.bases = bases;
  }

  /**
   * Which of the targets have the user or a primary group of his as a member, or have a group that
   * has, and so on; and these primary groups. A server that does not know the rule would find none,
   * and no error: a filter with an unknown rule is Undefined (RFC 4511, section 4.5.1.7).
   */
  Set<DistinguishedName> find(
      EntrySearch search,
      SearchResultEntry user,
      Set<DistinguishedName> primary,
      Set<DistinguishedName> targets)
      throws DirectoryException {
    Set<DistinguishedName> reached = new HashSet<>(primary);
    List<String> members = new ArrayList<>(List.of(user.getDN()));
    primary.forEach(group -> members.add(group.toString()));
    List<Filter> names = targets.stream().map(DistinguishedName::filterForRdn).toList();
    for (GroupBase base : bases) {
      for (Filter named : Filters.anyOf(names)) {
        Filter filter = Filter.createANDFilter(named, inChain(base, members));
        search
            .groups(base.base(), Scope.SUBTREE, filter, List.of())
            .forEach(group -> DistinguishedName.parse(group.getDN()).ifPresent(reached::add));
      }
    }
    return reached;
  }

  private static Filter inChain(GroupBase base, List<String> members) {
    return Filter.createORFilter(
        base.memberAttributes().stream()
            .flatMap(
                name ->
                    members.stream()
                        .map(dn -> Filter.createExtensibleMatchFilter(name, IN_CHAIN, false, dn)))
            .toList());
  }
}
