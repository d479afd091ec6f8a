package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Climbs from a user to his groups, to the groups these are in, and so on, a level at a time. */
final class GroupClimb {
  private final List<GroupBase> bases;
  private final Set<DistinguishedName> reached = new HashSet<>();

  GroupClimb(List<GroupBase> bases) {
    this.bases = bases;
  }

  /** All groups on the way; not more than it takes to reach every target. */
  Set<DistinguishedName> reach(
      EntrySearch search, SearchResultEntry user, Set<DistinguishedName> targets)
      throws DirectoryFailure {
    MemberNames names = new MemberNames(user);
    Set<String> level = new HashSet<>();
    for (GroupBase base : bases) {
      // The user stands on the first level, beside the groups that his entry names.
      level.addAll(names.dns(base));
      names.groups(base).stream().filter(this::isNew).forEach(level::add);
    }
    GroupLimits.check(reached.size());
    for (int depth = 0; !level.isEmpty() && !reached.containsAll(targets); depth++) {
      if (depth == GroupLimits.DEEPEST) {
        throw DirectoryFailure.of("groups are nested more than " + depth + " levels deep");
      }
      level = above(search, level, depth == 0 ? Optional.of(names) : Optional.empty());
    }
    return reached;
  }

  private Set<String> above(EntrySearch search, Set<String> level, Optional<MemberNames> user)
      throws DirectoryFailure {
    Set<String> above = new HashSet<>();
    for (GroupBase base : bases) {
      List<Filter> members = new ArrayList<>();
      user.ifPresent(names -> members.addAll(names.byValue(base)));
      members.addAll(base.withMembers(level));
      for (Filter filter : Filters.anyOf(members)) {
        search.upTo(GroupLimits.MOST_GROUPS, base.base(), Scope.SUBTREE, filter, List.of()).stream()
            .map(SearchResultEntry::getDN)
            .filter(this::isNew)
            .forEach(above::add);
        GroupLimits.check(reached.size());
      }
    }
    return above;
  }

  /** Cycles end here: what was reached before is not climbed again. */
  private boolean isNew(String dn) {
    return DistinguishedName.parse(dn).map(reached::add).orElse(false);
  }
}
