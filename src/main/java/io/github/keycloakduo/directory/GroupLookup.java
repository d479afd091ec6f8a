package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.SearchResultEntry;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import java.util.List;
import java.util.Set;

/** Finds out which of the groups of a query a user belongs to. */
final class GroupLookup {
  private final List<GroupBase> bases;

  GroupLookup(List<GroupSearch> searches) {
    this.bases = GroupBase.of(searches);
  }

  /** Whether Active Directory's rule could answer, because all groups know members by DN. */
  boolean suitsChain() {
    return bases.stream()
        .flatMap(base -> base.kinds().stream())
        .allMatch(kind -> kind.membership().isByDn());
  }

  Groups find(EntrySearch search, SearchResultEntry user, Set<String> spellings, boolean byChain)
      throws DirectoryFailure {
    if (bases.isEmpty()) {
      throw DirectoryFailure.of("it is not configured where the directory keeps groups");
    }
    Targets targets = new TargetLookup(bases).find(search, spellings);
    Set<DistinguishedName> wanted = targets.all();
    if (wanted.isEmpty()) {
      return new Groups.Known(Set.of(), spellings);
    }
    Set<DistinguishedName> reached =
        byChain
            ? new MemberChain(bases).reach(search, user, wanted)
            : new GroupClimb(bases).reach(search, user, wanted);
    return new Groups.Known(targets.among(reached), targets.missingOf(spellings));
  }
}
