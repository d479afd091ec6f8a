package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.SearchResultEntry;
import io.github.keycloakduo.mfa.UserDirectory.Query;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The search for the entry of a user, with all attributes that the rest of the lookup needs. */
final class UserLookup {
  private final DirectorySettings settings;

  UserLookup(DirectorySettings settings) {
    this.settings = settings;
  }

  /** None, one, or two when there are several. */
  List<SearchResultEntry> find(EntrySearch search, Query query) throws DirectoryException {
    UserSearch users = settings.users();
    List<SearchResultEntry> found =
        search.upTo(
            1, users.base(), users.scope(), users.filterFor(query.username()), attributes(query));
    return found.size() == 1 && !isNamed(found.get(0), query.username()) ? List.of() : found;
  }

  /**
   * The server has its own idea of equal names. Taking its word would let a user in as somebody
   * whose name looks alike to the server only.
   */
  private boolean isNamed(SearchResultEntry entry, String username) throws DirectoryException {
    String[] names = entry.getAttributeValues(settings.users().nameAttribute());
    if (names == null) {
      throw DirectoryException.of(
          "the bind user may not read the attribute " + settings.users().nameAttribute());
    }
    return Arrays.stream(names).anyMatch(name -> NameComparison.same(name, username));
  }

  private Set<String> attributes(Query query) {
    Set<String> attributes = new LinkedHashSet<>();
    attributes.add(settings.users().nameAttribute());
    query.attribute().ifPresent(attributes::add);
    if (!query.groups().isEmpty()) {
      attributes.addAll(PrimaryGroupSearch.USER_ATTRIBUTES);
      for (GroupSearch groups : settings.groups()) {
        groups.memberOf().ifPresent(attributes::add);
        groups.membership().userAttribute().ifPresent(attributes::add);
        groups.membership().identifierAttribute().ifPresent(attributes::add);
      }
    }
    return attributes;
  }
}
