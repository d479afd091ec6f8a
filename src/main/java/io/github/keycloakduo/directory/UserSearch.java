package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings by which a user is found by name.
 *
 * @param nameAttribute holds the name
 * @param objectClasses an entry must have all of them
 */
public record UserSearch(
    DistinguishedName base,
    Scope scope,
    String nameAttribute,
    Set<String> objectClasses,
    Optional<SearchFilter> filter) {
  public UserSearch {
    objectClasses = Set.copyOf(objectClasses);
  }

  Filter filterFor(String username) {
    List<Filter> parts = new ArrayList<>();
    parts.add(Filter.createEqualityFilter(nameAttribute, username));
    parts.addAll(Filters.objectClasses(objectClasses));
    filter.map(SearchFilter::filter).ifPresent(parts::add);
    return Filter.createANDFilter(parts);
  }
}
