package io.github.keycloakduo.directory;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The settings of a directory: how it is reached, and where its users and groups are.
 *
 * @param urls one, or several that stand in for each other, in this order
 * @param bind absent for an anonymous connection
 * @param startTls whether plain connections become TLS before anything else is sent (RFC 4511,
 *     4.14)
 * @param tls how to speak TLS, where that is not with what the JVM trusts
 * @param groups empty when no groups are kept there
 * @param activeDirectory whether the server can find nested members by itself, if it says so, too
 * @param pageSize entries to ask for at once; 0 asks for all
 */
public record DirectorySettings(
    List<DirectoryUrl> urls,
    Optional<Bind> bind,
    boolean startTls,
    Optional<SSLContext> tls,
    Timeouts timeouts,
    UserSearch users,
    List<GroupSearch> groups,
    boolean activeDirectory,
    int pageSize) {
  public DirectorySettings {
    urls = List.copyOf(urls);
    groups = List.copyOf(groups);
    if (urls.isEmpty() || pageSize < 0) {
      throw new IllegalArgumentException("at least one URL, and no negative page size");
    }
  }
}
