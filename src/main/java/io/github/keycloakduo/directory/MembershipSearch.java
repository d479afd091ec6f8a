package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A search for the groups, among some, to which a user belongs: as a member, by his primary group,
 * or by groups within groups.
 */
final class MembershipSearch {
  private final DirectorySettings settings;
  private final List<GroupBase> bases;
  private final PrimaryGroupSearch primaryGroups;

  /** Asked once; empty until then. */
  private volatile Optional<ServerCapabilities> capabilities = Optional.empty();

  MembershipSearch(DirectorySettings settings, List<GroupBase> bases) {
    this.settings = settings;
    this.bases = bases;
    this.primaryGroups = new PrimaryGroupSearch(settings);
  }

  /**
   * The targets to which the user belongs. Fails where that would be none although not everything
   * could be told, since then he may belong to any.
   */
  Set<DistinguishedName> find(
      LdapSession session,
      EntrySearch search,
      SearchResultEntry user,
      Set<DistinguishedName> targets)
      throws DirectoryException {
    Optional<DirectoryException> doubt = Optional.empty();
    Set<DistinguishedName> primary = Set.of();
    try {
      primary = primaryGroups.find(search, user, isDomain(session, user));
    } catch (DirectoryException e) {
      if (e.isOutage()) {
        throw e;
      }
      doubt = Optional.of(e);
    }
    Set<DistinguishedName> reached =
        usesInChain(session)
            ? new InChainGroupSearch(bases).find(search, user, primary, targets)
            : new RecursiveGroupSearch(bases, user, primary).find(search, targets);
    Set<DistinguishedName> found = new HashSet<>(targets);
    found.retainAll(reached);
    if (found.isEmpty()) {
      doubt = doubt.or(() -> doubt(user, targets, reached));
      if (doubt.isPresent()) {
        throw doubt.get();
      }
    }
    return found;
  }

  /** About the names by which the user's entry has his groups, if any are read from there. */
  private Optional<DirectoryException> doubt(
      SearchResultEntry user, Set<DistinguishedName> targets, Set<DistinguishedName> reached) {
    if (namedGroups(user).anyMatch(name -> DistinguishedName.parse(name).isEmpty())) {
      return Optional.of(
          DirectoryException.of("the user's entry names a group by something that is no DN"));
    }
    return targets.stream().anyMatch(target -> reached.stream().anyMatch(target::resembles))
        ? Optional.of(
            DirectoryException.of("a group of the user has a name that is almost that of another"))
        : Optional.empty();
  }

  private Stream<String> namedGroups(SearchResultEntry user) {
    return settings.groups().stream()
        .flatMap(groups -> groups.memberOf().stream())
        .flatMap(name -> Optional.ofNullable(user.getAttributeValues(name)).stream())
        .flatMap(Arrays::stream);
  }

  /** Spares the question where the entry answers it. */
  private boolean isDomain(LdapSession session, SearchResultEntry user) throws DirectoryException {
    return PrimaryGroupSearch.showsWindowsGroup(user) || capabilities(session).domain();
  }

  private boolean usesInChain(LdapSession session) throws DirectoryException {
    return settings.activeDirectory() && suitsInChain() && capabilities(session).inChain();
  }

  /** The rule compares DNs, so that all groups must know their members by DN. */
  private boolean suitsInChain() {
    return bases.stream()
        .flatMap(base -> base.kinds().stream())
        .allMatch(kind -> kind.membership().isByDn());
  }

  private ServerCapabilities capabilities(LdapSession session) throws DirectoryException {
    Optional<ServerCapabilities> known = capabilities;
    if (known.isEmpty()) {
      known = Optional.of(ServerCapabilities.read(session));
      capabilities = known;
    }
    return known.get();
  }
}
