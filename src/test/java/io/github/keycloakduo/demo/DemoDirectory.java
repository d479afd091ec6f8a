package io.github.keycloakduo.demo;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.nio.file.Path;

/** The company's LDAP server, in memory, on a free port of the loopback. */
final class DemoDirectory implements AutoCloseable {
  /** The name the sample realm binds with. */
  static final String BIND_DN = "cn=admin,dc=corp,dc=example";

  static final String BIND_PASSWORD = "ldap-admin-pw";

  private static final String SUFFIX = "dc=corp,dc=example";

  private final InMemoryDirectoryServer server;

  private DemoDirectory(InMemoryDirectoryServer server) {
    this.server = server;
  }

  /** Starts with the entries of an LDIF file. */
  static DemoDirectory start(Path people) {
    try {
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(SUFFIX);
      config.addAdditionalBindCredentials(BIND_DN, BIND_PASSWORD);
      config.setListenerConfigs(
          InMemoryListenerConfig.createLDAPConfig(
              "loopback", InetAddress.getLoopbackAddress(), 0, null));
      InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
      server.add("dn: " + SUFFIX, "objectClass: domain", "dc: corp");
      server.importFromLDIF(false, people.toFile());
      server.startListening();
      return new DemoDirectory(server);
    } catch (LDAPException | LDIFException e) {
      throw new IllegalStateException("the directory did not start", e);
    }
  }

  String url() {
    return "ldap://localhost:" + server.getListenPort();
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
