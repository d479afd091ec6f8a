package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Optional;

/**
 * A search filter (RFC 4515) that an administrator wrote; it narrows ours and can never widen them.
 */
public final class SearchFilter {
  private final Filter filter;

  private SearchFilter(Filter filter) {
    this.filter = filter;
  }

  /** Reads RFC 4515 text; empty when it is none. */
  public static Optional<SearchFilter> parse(String text) {
    try {
      return Optional.of(new SearchFilter(Filter.create(text.strip())));
    } catch (LDAPException noFilter) {
      return Optional.empty();
    }
  }

  Filter filter() {
    return filter;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SearchFilter that && filter.equals(that.filter);
  }

  @Override
  public int hashCode() {
    return filter.hashCode();
  }

  @Override
  public String toString() {
    return filter.toString();
  }
}
