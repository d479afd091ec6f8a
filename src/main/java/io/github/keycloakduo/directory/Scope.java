package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.SearchScope;

/** How far below a base DN entries are looked for. */
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
