package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import java.time.Duration;
import java.util.Optional;

/** A session with the directory: the searches of one lookup, on one connection, in one timeout. */
final class LdapSession implements AutoCloseable {
  private final LdapConnectionPool connections;
  private final Duration searchTimeout;
  private final LookupTimeout lookupTimeout;
  private LDAPConnection connection;

  /** Whether the connection lay in the pool until now, so that it may have died there. */
  private boolean untried;

  private boolean usable = true;

  private LdapSession(
      LdapConnectionPool connections,
      Optional<LDAPConnection> pooled,
      Duration searchTimeout,
      LookupTimeout lookupTimeout)
      throws LDAPException {
    this.connections = connections;
    this.connection = pooled.isPresent() ? pooled.get() : connections.open();
    this.untried = pooled.isPresent();
    this.searchTimeout = searchTimeout;
    this.lookupTimeout = lookupTimeout;
  }

  static LdapSession open(
      LdapConnectionPool connections, Duration searchTimeout, LookupTimeout lookupTimeout)
      throws DirectoryException {
    try {
      return new LdapSession(connections, connections.pooled(), searchTimeout, lookupTimeout);
    } catch (LDAPException e) {
      throw DirectoryException.connecting(e);
    }
  }

  /** One request, one answer. */
  SearchResult search(SearchRequest request) throws LDAPException, DirectoryException {
    applyTimeout(request);
    try {
      return send(request);
    } catch (LDAPException e) {
      if (usable || !untried || e.getResultCode().equals(ResultCode.TIMEOUT)) {
        throw e;
      }
    }
    reconnect();
    applyTimeout(request);
    return send(request);
  }

  private SearchResult send(SearchRequest request) throws LDAPException {
    try {
      SearchResult result = connection.search(request);
      untried = false;
      return result;
    } catch (LDAPException e) {
      usable = e.getResultCode().isConnectionUsable();
      throw e;
    }
  }

  private void reconnect() throws DirectoryException {
    connection.closeWithoutUnbind();
    try {
      connection = connections.open();
      untried = false;
      usable = true;
    } catch (LDAPException e) {
      throw DirectoryException.connecting(e);
    }
  }

  private void applyTimeout(SearchRequest request) throws DirectoryException {
    Duration left = lookupTimeout.left();
    if (left.isZero()) {
      throw DirectoryException.outage("the directory did not answer in time");
    }
    Duration timeout = left.compareTo(searchTimeout) < 0 ? left : searchTimeout;
    request.setResponseTimeoutMillis(Math.max(1, timeout.toMillis()));
    request.setTimeLimitSeconds((int) Math.max(1, timeout.toSeconds()));
  }

  @Override
  public void close() {
    if (usable) {
      connections.release(connection);
    } else {
      connection.closeWithoutUnbind();
    }
  }
}
