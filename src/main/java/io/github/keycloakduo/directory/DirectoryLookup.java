package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.SearchResultEntry;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import io.github.keycloakduo.mfa.UserDirectory.Query;
import io.github.keycloakduo.mfa.UserDirectory.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A lookup of all that one login wants to know, in as few searches as possible. */
final class DirectoryLookup {
  private final int pageSize;
  private final UserLookup users;
  private final List<GroupBase> bases;
  private final MembershipSearch memberships;

  DirectoryLookup(DirectorySettings settings) {
    this.pageSize = settings.pageSize();
    this.users = new UserLookup(settings);
    this.bases = GroupBase.of(settings.groups());
    this.memberships = new MembershipSearch(settings, bases);
  }

  Result run(LdapSession session, Query query) throws DirectoryException {
    EntrySearch search = new EntrySearch(session, pageSize);
    List<SearchResultEntry> found = users.find(search, query);
    if (found.size() != 1) {
      return new Result(found.isEmpty() ? new Answer.NotFound() : new Answer.Ambiguous(), false);
    }
    SearchResultEntry user = found.get(0);
    Optional<Value> value =
        query.attribute().map(name -> AttributeValue.of(user.getAttribute(name)));
    try {
      Groups known = groups(session, search, user, query.groups());
      return new Result(new Answer.Found(value, known), false);
    } catch (DirectoryException e) {
      // What is known of the user still counts.
      Groups unknown = new Groups.Unreadable(e.sentence());
      return new Result(new Answer.Found(value, unknown), e.isOutage());
    }
  }

  private Groups groups(
      LdapSession session, EntrySearch search, SearchResultEntry user, Set<String> wanted)
      throws DirectoryException {
    if (wanted.isEmpty()) {
      return new Groups.Known(Set.of(), Set.of());
    }
    if (bases.isEmpty()) {
      throw DirectoryException.of("it is not configured where the directory keeps groups");
    }
    Map<String, DistinguishedName> existing = new GroupResolver(bases).resolve(search, wanted);
    if (existing.isEmpty()) {
      return new Groups.Known(Set.of(), wanted);
    }
    Map<String, DistinguishedName> memberOf = new HashMap<>(existing);
    memberOf
        .values()
        .retainAll(memberships.find(session, search, user, Set.copyOf(existing.values())));
    Set<String> missing = new HashSet<>(wanted);
    missing.removeAll(existing.keySet());
    return new Groups.Known(memberOf.keySet(), missing);
  }

  /**
   * The answer, and whether the directory went away meanwhile.
   *
   * @param outage true also for half an answer
   */
  record Result(Answer answer, boolean outage) {}
}
