package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The parts that filters are made of. Values go in as assertion values (RFC 4511, section 4.5.1.7),
 * never as text of a filter (RFC 4515), so that nothing has to be escaped.
 */
final class Filters {
  /** Longer filters are refused by some servers. */
  private static final int MAX_ALTERNATIVES = 200;

  private Filters() {}

  static List<Filter> objectClasses(Collection<String> names) {
    return names.stream()
        .sorted()
        .map(name -> Filter.createEqualityFilter("objectClass", name))
        .toList();
  }

  /** The same alternatives, in as few filters as servers will take. */
  static List<Filter> anyOf(Collection<Filter> alternatives) {
    List<Filter> all = List.copyOf(alternatives);
    List<Filter> filters = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MAX_ALTERNATIVES) {
      int to = Math.min(all.size(), from + MAX_ALTERNATIVES);
      filters.add(Filter.createORFilter(all.subList(from, to)));
    }
    return filters;
  }
}
