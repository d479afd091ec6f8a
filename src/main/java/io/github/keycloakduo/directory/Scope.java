package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.SearchScope;

/** The scope of a search below a base DN (RFC 4511, section 4.5.1.2). */
public enum Scope {
  /** Right below it only. */
  ONE_LEVEL(SearchScope.ONE),
  /** At any depth. */
  SUBTREE(SearchScope.SUB);

  private final SearchScope wire;

  Scope(SearchScope wire) {
    this.wire = wire;
  }

  SearchScope wire() {
    return wire;
  }
}
