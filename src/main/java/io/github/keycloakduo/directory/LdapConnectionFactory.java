package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A factory of connections that are encrypted as configured, and bound (RFC 4511, sections 4.2 and
 * 4.14), to the first server that works.
 */
final class LdapConnectionFactory {
  private final ServerSet servers;

  LdapConnectionFactory(LdapConnectionSettings settings) throws GeneralSecurityException {
    SSLContext trust =
        settings.tls().isPresent()
            ? settings.tls().get()
            // What the JVM trusts is what Keycloak trusts: it sets that up at its start.
            : SSLContext.getDefault();
    List<ServerSet> all =
        settings.urls().stream().<ServerSet>map(url -> server(url, settings, trust)).toList();
    FailoverServerSet failover = new FailoverServerSet(all);
    failover.setReOrderOnFailover(true);
    this.servers = failover;
  }

  LDAPConnection connect() throws LDAPException {
    return servers.getConnection();
  }

  private static SingleServerSet server(
      DirectoryUrl url, LdapConnectionSettings settings, SSLContext trust) {
    SSLSocketFactory tls =
        new VerifyingSslSocketFactory(
            trust.getSocketFactory(), url.host(), settings.timeouts().connect());
    SocketFactory sockets = url.tls() ? tls : SocketFactory.getDefault();
    @Nullable PostConnectProcessor startTls =
        settings.startTls() && !url.tls() ? new StartTLSPostConnectProcessor(tls) : null;
    @Nullable BindRequest bind = settings.bind().map(LdapConnectionFactory::request).orElse(null);
    return new SingleServerSet(
        url.host(), url.port(), sockets, options(settings.timeouts()), bind, startTls);
  }

  private static BindRequest request(Bind bind) {
    return new SimpleBindRequest(bind.name(), bind.password().value());
  }

  private static LDAPConnectionOptions options(Timeouts timeouts) {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis((int) timeouts.connect().toMillis());
    options.setResponseTimeoutMillis(timeouts.read().toMillis());
    options.setFollowReferrals(false);
    // No thread of its own for each connection.
    options.setUseSynchronousMode(true);
    return options;
  }
}
