package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A resolver of the groups that a query names to the DNs of existing groups. */
final class GroupResolver {
  private final List<GroupBase> bases;

  GroupResolver(List<GroupBase> bases) {
    this.bases = bases;
  }

  /**
   * The DN of each group that exists, by the text of the query; two texts may name the same group.
   */
  Map<String, DistinguishedName> resolve(EntrySearch search, Collection<String> texts)
      throws DirectoryException {
    List<GroupReference> wanted = texts.stream().map(GroupReference::of).toList();
    Map<String, DistinguishedName> found = new HashMap<>();
    for (GroupBase base : bases) {
      for (Filter filter : Filters.anyOf(base.named(wanted))) {
        List<SearchResultEntry> entries =
            search.groups(base.base(), base.scope(), filter, Set.of(base.nameAttribute()));
        EntrySearch.checkGroups(entries.size());
        for (SearchResultEntry entry : entries) {
          addMatches(entry, base, wanted, found);
        }
      }
    }
    return found;
  }

  private static void addMatches(
      SearchResultEntry entry,
      GroupBase base,
      List<GroupReference> wanted,
      Map<String, DistinguishedName> found)
      throws DirectoryException {
    Optional<DistinguishedName> dn = DistinguishedName.parse(entry.getDN());
    if (dn.isEmpty()) {
      return;
    }
    for (GroupReference group : wanted) {
      boolean hit = group.matches(dn.get(), entry, base.nameAttribute());
      DistinguishedName other = hit ? found.putIfAbsent(group.text(), dn.get()) : null;
      if (other != null && !other.equals(dn.get())) {
        // Anybody who may create groups somewhere could otherwise lend a name.
        throw DirectoryException.of(
            "several groups are called \"" + group.text() + "\"; write the DN of the one meant");
      }
    }
  }
}
