package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * A pool of connections to one directory, kept for the next lookup. The library's own pool is not
 * used: it opens replacements for dead connections on the caller's time, one timeout after the
 * other.
 */
final class LdapConnectionPool implements AutoCloseable {
  /** Firewalls forget connections that are silent for longer, without a word. */
  private static final long MAX_IDLE_NANOS = Duration.ofSeconds(60).toNanos();

  private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
  private final LdapConnectionFactory factory;
  private volatile boolean closed;

  LdapConnectionPool(LdapConnectionFactory factory) {
    this.factory = factory;
  }

  /** A connection that was used a moment ago, if there is one. */
  Optional<LDAPConnection> pooled() {
    for (@Nullable Idle last = idle.pollLast(); last != null; last = idle.pollLast()) {
      if (last.connection().isConnected() && System.nanoTime() - last.since() < MAX_IDLE_NANOS) {
        return Optional.of(last.connection());
      }
      last.connection().close();
    }
    return Optional.empty();
  }

  /** A new connection, connected and bound. */
  LDAPConnection open() throws LDAPException {
    return factory.connect();
  }

  void release(LDAPConnection connection) {
    idle.addLast(new Idle(connection, System.nanoTime()));
    if (closed) {
      closeAll();
    }
  }

  @Override
  public void close() {
    closed = true;
    closeAll();
  }

  private void closeAll() {
    for (@Nullable Idle each = idle.poll(); each != null; each = idle.poll()) {
      each.connection().close();
    }
  }

  private record Idle(LDAPConnection connection, long since) {}
}
