package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import java.time.Duration;
import java.util.Optional;

/** The searches of one lookup, on one connection, within one deadline. */
final class LdapSession implements AutoCloseable {
  private final LdapConnectionPool connections;
  private final Duration searchLimit;
  private final LookupTimeout deadline;
  private LDAPConnection connection;

  /** Whether the connection lay in the pool until now, so that it may have died there. */
  private boolean untried;

  private boolean usable = true;

  private LdapSession(
      LdapConnectionPool connections,
      Optional<LDAPConnection> pooled,
      Duration searchLimit,
      LookupTimeout deadline)
      throws LDAPException {
    this.connections = connections;
    this.connection = pooled.isPresent() ? pooled.get() : connections.fresh();
    this.untried = pooled.isPresent();
    this.searchLimit = searchLimit;
    this.deadline = deadline;
  }

  static LdapSession open(
      LdapConnectionPool connections, Duration searchLimit, LookupTimeout deadline)
      throws DirectoryException {
    try {
      return new LdapSession(connections, connections.pooled(), searchLimit, deadline);
    } catch (LDAPException e) {
      throw DirectoryException.connecting(e);
    }
  }

  /** One request, one answer. */
  SearchResult search(SearchRequest request) throws LDAPException, DirectoryException {
    limit(request);
    try {
      return ask(request);
    } catch (LDAPException e) {
      if (usable || !untried || e.getResultCode().equals(ResultCode.TIMEOUT)) {
        throw e;
      }
    }
    reconnect();
    limit(request);
    return ask(request);
  }

  private SearchResult ask(SearchRequest request) throws LDAPException {
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
      connection = connections.fresh();
      untried = false;
      usable = true;
    } catch (LDAPException e) {
      throw DirectoryException.connecting(e);
    }
  }

  private void limit(SearchRequest request) throws DirectoryException {
    Duration left = deadline.left();
    if (left.isZero()) {
      throw DirectoryException.outage("the directory did not answer in time");
    }
    Duration limit = left.compareTo(searchLimit) < 0 ? left : searchLimit;
    request.setResponseTimeoutMillis(Math.max(1, limit.toMillis()));
    request.setTimeLimitSeconds((int) Math.max(1, limit.toSeconds()));
  }

  @Override
  public void close() {
    if (usable) {
      connections.giveBack(connection);
    } else {
      connection.closeWithoutUnbind();
    }
  }
}
