package io.github.keycloakduo.directory;

import java.util.List;

/**
 * The settings of a directory: how it is reached, and where its users and groups are.
 *
 * @param groups empty when no groups are kept there
 * @param activeDirectory whether the server can find nested members by itself, if it says so, too
 * @param pageSize entries to ask for at once; 0 asks for all
 */
public record DirectorySettings(
    LdapConnectionSettings connection,
    UserSearch users,
    List<GroupSearch> groups,
    boolean activeDirectory,
    int pageSize) {
  public DirectorySettings {
    groups = List.copyOf(groups);
    if (pageSize < 0) {
      throw new IllegalArgumentException("no negative page size");
    }
  }
}
