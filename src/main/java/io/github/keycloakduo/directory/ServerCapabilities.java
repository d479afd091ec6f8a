package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The capabilities that a server states in its root ([MS-ADTS], 3.1.1.3.4.3); those of other makers
 * state none of these.
 *
 * @param inChain whether it follows members of members by itself
 * @param domain whether it holds a domain of Windows, in which every user has a primary group
 */
record ServerCapabilities(boolean inChain, boolean domain) {
  private static final String ATTRIBUTE = "supportedCapabilities";

  /** LDAP_CAP_ACTIVE_DIRECTORY_OID. */
  private static final String ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";

  /** LDAP_CAP_ACTIVE_DIRECTORY_ADAM_OID, of AD LDS. */
  private static final String LIGHTWEIGHT = "1.2.840.113556.1.4.1851";

  static ServerCapabilities read(LdapSession session) throws DirectoryException {
    SearchRequest root =
        new SearchRequest(
            "", SearchScope.BASE, Filter.createPresenceFilter("objectClass"), ATTRIBUTE);
    try {
      return of(
          session.search(root).getSearchEntries().stream()
              .map(entry -> Optional.ofNullable(entry.getAttributeValues(ATTRIBUTE)))
              .flatMap(Optional::stream)
              .flatMap(Arrays::stream)
              .collect(Collectors.toSet()));
    } catch (LDAPException e) {
      throw DirectoryException.readingRoot(e);
    }
  }

  private static ServerCapabilities of(Set<String> oids) {
    boolean domain = oids.contains(ACTIVE_DIRECTORY);
    return new ServerCapabilities(domain || oids.contains(LIGHTWEIGHT), domain);
  }
}
