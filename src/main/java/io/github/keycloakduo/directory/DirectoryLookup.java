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
  private final DirectorySettings settings;
  private final UserLookup users;
  private final List<GroupBase> bases;

  /** Asked once; empty until then. */
  private volatile Optional<Boolean> inChainSupported = Optional.empty();

  DirectoryLookup(DirectorySettings settings) {
    this.settings = settings;
    this.users = new UserLookup(settings);
    this.bases = GroupBase.of(settings.groups());
  }

  Result run(LdapSession session, Query query) throws DirectoryException {
    EntrySearch search = new EntrySearch(session, settings.pageSize());
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
    return wanted.isEmpty()
        ? new Groups.Known(Set.of(), Set.of())
        : groups(search, user, wanted, inChain(session));
  }

  private Groups groups(
      EntrySearch search, SearchResultEntry user, Set<String> wanted, boolean inChain)
      throws DirectoryException {
    if (bases.isEmpty()) {
      throw DirectoryException.of("it is not configured where the directory keeps groups");
    }
    Map<String, DistinguishedName> existing = new GroupResolver(bases).resolve(search, wanted);
    if (existing.isEmpty()) {
      return new Groups.Known(Set.of(), wanted);
    }
    Set<DistinguishedName> targets = Set.copyOf(existing.values());
    Set<DistinguishedName> reached =
        inChain
            ? new InChainGroupSearch(bases).find(search, user, targets)
            : new RecursiveGroupSearch(bases, user).find(search, targets);
    Map<String, DistinguishedName> memberOf = new HashMap<>(existing);
    memberOf.values().retainAll(reached);
    Set<String> missing = new HashSet<>(wanted);
    missing.removeAll(existing.keySet());
    return new Groups.Known(memberOf.keySet(), missing);
  }

  private boolean inChain(LdapSession session) throws DirectoryException {
    if (!settings.activeDirectory() || !suitsInChain()) {
      return false;
    }
    Optional<Boolean> known = inChainSupported;
    if (known.isEmpty()) {
      known = Optional.of(InChainGroupSearch.isSupportedBy(session));
      inChainSupported = known;
    }
    return known.get();
  }

  /** The rule compares DNs, so that all groups must know their members by DN. */
  private boolean suitsInChain() {
    return bases.stream()
        .flatMap(base -> base.kinds().stream())
        .allMatch(kind -> kind.membership().isByDn());
  }

  /**
   * The answer, and whether the directory went away meanwhile.
   *
   * @param outage true also for half an answer
   */
  record Result(Answer answer, boolean outage) {}
}
