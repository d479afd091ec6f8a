package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Arrays;
import java.util.Optional;

/**
 * A reference to a group in a query: a name or a DN.
 *
 * @param text as the administrator wrote it
 * @param dn what he wrote, if that is a DN; such a group is never taken by its name
 */
record GroupReference(String text, Optional<DistinguishedName> dn) {
  static GroupReference of(String text) {
    return new GroupReference(text, DistinguishedName.parse(text));
  }

  Filter filter(String nameAttribute) {
    return dn.map(DistinguishedName::filterForRdn)
        .orElseGet(() -> Filter.createEqualityFilter(nameAttribute, text));
  }

  boolean matches(DistinguishedName found, SearchResultEntry entry, String nameAttribute) {
    return dn.map(found::equals).orElseGet(() -> isNamed(entry, nameAttribute));
  }

  private boolean isNamed(SearchResultEntry entry, String nameAttribute) {
    String[] names = entry.getAttributeValues(nameAttribute);
    return names != null && Arrays.stream(names).anyMatch(name -> NameComparison.same(name, text));
  }
}
