package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A search for the primary groups of a user. These do not name him as a member: his own entry holds
 * their number, in Active Directory the RID in {@code primaryGroupID} ([MS-ADTS], 3.1.1.4.5.1), in
 * POSIX the {@code gidNumber} (RFC 2307, section 3). What the entry does not show, or no group
 * answers to, is a failure: it could be any group.
 */
final class PrimaryGroupSearch {
  static final String PRIMARY_GROUP_ID = "primaryGroupID";
  static final String OBJECT_SID = "objectSid";
  static final String GID_NUMBER = "gidNumber";
  private static final String OBJECT_CLASS = "objectClass";

  /** What it needs of the user's entry. */
  static final Set<String> USER_ATTRIBUTES =
      Set.of(OBJECT_CLASS, PRIMARY_GROUP_ID, OBJECT_SID, GID_NUMBER);

  private static final long MAX_NUMBER = 0xFFFF_FFFFL;
  private static final Filter POSIX_GROUP = Filter.createEqualityFilter(OBJECT_CLASS, "posixGroup");

  /** Active Directory adds the attributes of POSIX to its own class. */
  private static final Filter WINDOWS_GROUP = Filter.createEqualityFilter(OBJECT_CLASS, "group");

  private final Set<DistinguishedName> bases = new LinkedHashSet<>();
  private final DistinguishedName top;

  /** Searches the bases of groups, and then the whole tree that the users are in. */
  PrimaryGroupSearch(DirectorySettings settings) {
    this.top = settings.users().base().top();
    settings.groups().forEach(groups -> bases.add(groups.base()));
  }

  /** Whether the entry says by itself which group of a Windows domain is the primary one. */
  static boolean showsWindowsGroup(SearchResultEntry user) {
    return user.hasAttribute(PRIMARY_GROUP_ID) && user.hasAttribute(OBJECT_SID);
  }

  /**
   * The primary groups: one, one of each kind, or none.
   *
   * @param domain whether the server holds a domain of Windows
   */
  Set<DistinguishedName> find(EntrySearch search, SearchResultEntry user, boolean domain)
      throws DirectoryException {
    Set<DistinguishedName> groups = new HashSet<>();
    if (domain || user.hasAttribute(PRIMARY_GROUP_ID)) {
      groups.add(windowsGroup(search, user));
    }
    if (user.hasAttribute(GID_NUMBER) || user.hasObjectClass("posixAccount")) {
      posixGroup(search, user).ifPresent(groups::add);
    }
    return groups;
  }

  private DistinguishedName windowsGroup(EntrySearch search, SearchResultEntry user)
      throws DirectoryException {
    Optional<SecurityIdentifier> own =
        Optional.ofNullable(user.getAttributeValueBytes(OBJECT_SID))
            .flatMap(SecurityIdentifier::parse);
    if (own.isEmpty()) {
      throw DirectoryException.of(unreadable(OBJECT_SID));
    }
    SecurityIdentifier sid = own.get().sibling(number(user, PRIMARY_GROUP_ID));
    Filter filter = Filter.createEqualityFilter(OBJECT_SID, sid.bytes());
    return find(search, filter, OBJECT_SID, entry -> hasSid(entry, sid))
        .orElseThrow(() -> DirectoryException.of(unknown(PRIMARY_GROUP_ID)));
  }

  private static boolean hasSid(SearchResultEntry entry, SecurityIdentifier sid) {
    byte @Nullable [] bytes = entry.getAttributeValueBytes(OBJECT_SID);
    return bytes != null && SecurityIdentifier.parse(bytes).filter(sid::equals).isPresent();
  }

  /**
   * None where the directory has no group of that kind at all, so that the number means nothing.
   */
  private Optional<DistinguishedName> posixGroup(EntrySearch search, SearchResultEntry user)
      throws DirectoryException {
    long gid = number(user, GID_NUMBER);
    Filter filter =
        Filter.createANDFilter(
            Filter.createEqualityFilter(GID_NUMBER, Long.toString(gid)),
            Filter.createORFilter(POSIX_GROUP, WINDOWS_GROUP));
    Optional<DistinguishedName> found =
        find(search, filter, GID_NUMBER, entry -> hasNumber(entry, gid));
    if (found.isEmpty() && hasPosixGroups(search)) {
      throw DirectoryException.of(unknown(GID_NUMBER));
    }
    return found;
  }

  private static boolean hasNumber(SearchResultEntry entry, long gid) {
    String[] values = entry.getAttributeValues(GID_NUMBER);
    return values != null && Arrays.asList(values).contains(Long.toString(gid));
  }

  private boolean hasPosixGroups(EntrySearch search) throws DirectoryException {
    Filter filter =
        Filter.createORFilter(
            POSIX_GROUP,
            Filter.createANDFilter(WINDOWS_GROUP, Filter.createPresenceFilter(GID_NUMBER)));
    for (DistinguishedName base : bases) {
      if (!search.upTo(1, base, Scope.SUBTREE, filter, Set.of()).isEmpty()) {
        return true;
      }
    }
    return !search.upTo(1, top, Scope.SUBTREE, filter, Set.of()).isEmpty();
  }

  /** The one group that answers to the number. */
  private Optional<DistinguishedName> find(
      EntrySearch search, Filter filter, String attribute, Predicate<SearchResultEntry> isIt)
      throws DirectoryException {
    Set<String> found = new HashSet<>();
    for (DistinguishedName base : bases) {
      found.addAll(find(search, base, filter, attribute, isIt));
    }
    if (found.isEmpty() && !bases.contains(top)) {
      found.addAll(find(search, top, filter, attribute, isIt));
    }
    if (found.size() > 1) {
      // Whoever may create groups somewhere could otherwise make them anybody's.
      throw DirectoryException.of("several groups have the " + attribute + " of the primary group");
    }
    return found.stream().flatMap(dn -> DistinguishedName.parse(dn).stream()).findFirst();
  }

  private static List<String> find(
      EntrySearch search,
      DistinguishedName base,
      Filter filter,
      String attribute,
      Predicate<SearchResultEntry> isIt)
      throws DirectoryException {
    return search.upTo(1, base, Scope.SUBTREE, filter, Set.of(attribute)).stream()
        .filter(isIt)
        .map(SearchResultEntry::getDN)
        .toList();
  }

  private static long number(SearchResultEntry user, String attribute) throws DirectoryException {
    String[] values = user.getAttributeValues(attribute);
    if (values == null || values.length != 1 || !values[0].matches("[0-9]{1,10}")) {
      throw DirectoryException.of(unreadable(attribute));
    }
    long number = Long.parseLong(values[0]);
    if (number > MAX_NUMBER) {
      throw DirectoryException.of(unreadable(attribute));
    }
    return number;
  }

  private static String unreadable(String attribute) {
    return "the attribute " + attribute + " of the user, for the primary group, cannot be read";
  }

  private static String unknown(String attribute) {
    return "no group of the directory answers to the " + attribute + " of the user";
  }
}
