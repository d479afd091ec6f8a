package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Arrays;
import java.util.Optional;

/**
 * A group that a query asks about.
 *
 * @param spelling as the administrator wrote it
 * @param dn what he wrote, if that is a DN; such a group is never taken by its name
 */
record GroupReference(String spelling, Optional<DistinguishedName> dn) {
  static GroupReference of(String spelling) {
    return new GroupReference(spelling, DistinguishedName.parse(spelling));
  }

  Filter filter(String nameAttribute) {
    return dn.map(DistinguishedName::filterForRdn)
        .orElseGet(() -> Filter.createEqualityFilter(nameAttribute, spelling));
  }

  boolean is(DistinguishedName found, SearchResultEntry entry, String nameAttribute) {
    return dn.map(found::equals).orElseGet(() -> isNamed(entry, nameAttribute));
  }

  private boolean isNamed(SearchResultEntry entry, String nameAttribute) {
    String[] names = entry.getAttributeValues(nameAttribute);
    return names != null
        && Arrays.stream(names).anyMatch(name -> NameComparison.same(name, spelling));
  }
}
