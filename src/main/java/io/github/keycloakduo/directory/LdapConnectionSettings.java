package io.github.keycloakduo.directory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The settings of the connections to a directory.
 *
 * @param urls one, or several used for failover, in this order
 * @param bind absent for an anonymous connection
 * @param startTls whether plain connections become TLS before anything else is sent (RFC 4511,
 *     4.14)
 * @param tls how to speak TLS, where that is not with what the JVM trusts
 */
public record LdapConnectionSettings(
    List<DirectoryUrl> urls,
    Optional<Bind> bind,
    boolean startTls,
    Optional<SSLContext> tls,
    Timeouts timeouts) {
  public LdapConnectionSettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("at least one URL");
    }
  }

  /** The time for one lookup: all servers may have to be tried before one can be asked. */
  Duration lookupTimeout() {
    return timeouts.connect().multipliedBy(urls.size()).plus(timeouts.read());
  }
}
