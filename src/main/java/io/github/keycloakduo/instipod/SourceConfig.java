package io.github.keycloakduo.instipod;

import java.util.Map;

/**
 * A configuration of the other extension, as a file has it.
 *
 * @param realm the name of its realm; empty outside a realm
 * @param id empty where there is none
 * @param alias empty where there is none
 * @param options in the order of the file
 * @param used whether a step of a flow has it
 * @param clients client ids of its realm, by internal ids
 */
record SourceConfig(
    String realm,
    String id,
    String alias,
    Map<String, String> options,
    boolean used,
    Map<String, String> clients) {
  /** Whether that is one of its names: its alias, with or without the realm, or its id. */
  boolean isCalled(String name) {
    return name.equals(alias) || name.equals(id) || name.equals(realm + "/" + alias);
  }

  /** The name that tells it from others. */
  String name() {
    return realm.isEmpty() ? alias : realm + "/" + alias;
  }

  /** Without values, which may be secrets. */
  @Override
  public String toString() {
    return name();
  }
}
