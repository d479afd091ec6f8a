package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A group search from a user to his groups, to the groups these are in, and so on, one level at a
 * time. LDAP itself knows no nested groups: RFC 4519, sections 3.5 and 3.6, only says that a value
 * of {@code member} or {@code uniqueMember} names a member.
 */
final class RecursiveGroupSearch {
  /** Beyond it the answer is "unreadable", never a part of the truth. */
  private static final int MAX_DEPTH = 20;

  private final List<GroupBase> bases;
  private final SearchResultEntry user;
  private final Set<DistinguishedName> primary;
  private final Set<DistinguishedName> reached = new HashSet<>();

  RecursiveGroupSearch(
      List<GroupBase> bases, SearchResultEntry user, Set<DistinguishedName> primary) {
    this.bases = bases;
    this.user = user;
    this.primary = primary;
  }

  /** All groups on the way; not more than it takes to reach every target. */
  Set<DistinguishedName> find(EntrySearch search, Set<DistinguishedName> targets)
      throws DirectoryException {
    Set<String> level = new HashSet<>();
    primary.stream().map(DistinguishedName::toString).filter(this::isNew).forEach(level::add);
    for (GroupBase base : bases) {
      // The user stands on the first level, beside the groups that his entry names.
      level.addAll(userDns(base));
      groupsOfUser(base).filter(this::isNew).forEach(level::add);
    }
    EntrySearch.checkGroups(reached.size());
    for (int depth = 0; !level.isEmpty() && !reached.containsAll(targets); depth++) {
      if (depth == MAX_DEPTH) {
        throw DirectoryException.of("groups are nested more than " + depth + " levels deep");
      }
      level = parents(search, level, depth == 0);
    }
    return reached;
  }

  private Set<String> parents(EntrySearch search, Set<String> level, boolean isFirst)
      throws DirectoryException {
    Set<String> parents = new HashSet<>();
    for (GroupBase base : bases) {
      List<Filter> members = new ArrayList<>();
      if (isFirst) {
        members.addAll(withUserByValue(base));
      }
      members.addAll(base.withMembers(level));
      for (Filter filter : Filters.anyOf(members)) {
        search.groups(base.base(), Scope.SUBTREE, filter, List.of()).stream()
            .map(SearchResultEntry::getDN)
            .filter(this::isNew)
            .forEach(parents::add);
        EntrySearch.checkGroups(reached.size());
      }
    }
    return parents;
  }

  /** Cycles end here: what was reached before is not searched again. */
  private boolean isNew(String dn) {
    return DistinguishedName.parse(dn).map(reached::add).orElse(false);
  }

  /**
   * The user's DN, and his DN with each of his identifiers where groups may use that: the text form
   * of a name with an optional UID (RFC 4517, section 3.3.21).
   */
  private List<String> userDns(GroupBase base) {
    List<String> dns = new ArrayList<>(List.of(user.getDN()));
    base.kinds().stream()
        .flatMap(kind -> kind.membership().identifierAttribute().stream())
        .flatMap(this::userValues)
        .filter(identifier -> identifier.matches("'[01]+'B"))
        .forEach(identifier -> dns.add(user.getDN() + "#" + identifier));
    return dns;
  }

  /** DNs of groups, from the user's own entry. */
  private Stream<String> groupsOfUser(GroupBase base) {
    return base.kinds().stream()
        .flatMap(kind -> kind.memberOf().stream())
        .flatMap(this::userValues);
  }

  /** Filters for the groups that know the user by a value of his, not by his DN. */
  private List<Filter> withUserByValue(GroupBase base) {
    return base.kinds().stream()
        .map(GroupSearch::membership)
        .flatMap(
            membership ->
                membership.userAttribute().stream()
                    .flatMap(this::userValues)
                    .map(value -> Filter.createEqualityFilter(membership.attribute(), value)))
        .toList();
  }

  private Stream<String> userValues(String attribute) {
    return Optional.ofNullable(user.getAttributeValues(attribute)).stream().flatMap(Arrays::stream);
  }
}
