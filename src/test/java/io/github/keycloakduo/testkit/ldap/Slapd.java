package io.github.keycloakduo.testkit.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import io.github.keycloakduo.simulator.Certificates;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An OpenLDAP server of its own, on free ports of the loopback, with an empty database and a
 * certificate of an authority that nobody else knows.
 */
public final class Slapd implements AutoCloseable {
  public static final String SUFFIX = "dc=corp,dc=example";
  public static final String ADMIN = "cn=admin," + SUFFIX;
  public static final String PASSWORD = "slapd-admin-pw";
  private static final Path PROGRAM = Path.of("/usr/sbin/slapd");
  private static final int SECONDS_TO_START = 30;
  private static final int SECONDS_TO_STOP = 10;

  private final Certificates authority = new Certificates("LDAP Test CA");
  private final Path home;
  private final int port = freePort();
  private final int tlsPort = freePort();
  private final Thread hook = new Thread(this::kill, "stop-slapd");
  private @Nullable Process process;

  private Slapd(Path home) {
    this.home = home;
  }

  /** Whether the program is here. */
  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /** Starts a server whose certificate is for 127.0.0.1 and localhost. */
  public static Slapd start() {
    return startWithCertificateFor(List.of("127.0.0.1", "localhost"));
  }

  /** Starts a server with a certificate for other hosts. */
  public static Slapd startWithCertificateFor(List<String> hosts) {
    try {
      Slapd slapd = new Slapd(Files.createTempDirectory("duo-slapd"));
      new SlapdFiles(slapd.home).write(slapd.authority, hosts);
      Runtime.getRuntime().addShutdownHook(slapd.hook);
      slapd.launch();
      slapd.add("dn: " + SUFFIX, "objectClass: domain", "dc: corp");
      return slapd;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again, with the data it had. */
  public void launch() {
    String urls = "ldap://127.0.0.1:" + port + "/ ldaps://127.0.0.1:" + tlsPort + "/";
    try {
      process =
          new ProcessBuilder(
                  PROGRAM.toString(),
                  "-d", // stay in the foreground
                  "0",
                  "-f",
                  home.resolve("slapd.conf").toString(),
                  "-h",
                  urls)
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("slapd.log").toFile())
              .start();
      awaitAnswer(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer(Process started) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
    while (started.isAlive() && System.nanoTime() < end) {
      try (LDAPConnection connection = connect()) {
        return;
      } catch (LDAPException notYet) {
        Thread.onSpinWait();
      }
    }
    throw new IllegalStateException(
        "slapd did not start: " + Files.readString(home.resolve("slapd.log")));
  }

  /** Dies as after a power failure. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      try {
        running.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Hangs, with all connections open, until {@link #thaw}. */
  public void freeze() {
    signal("-STOP");
    // The signal is on its way when it is sent, and not when all threads stand still.
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_STOP);
    while (!isFrozen()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("slapd does not stop");
      }
      Thread.onSpinWait();
    }
  }

  /** Whether each thread has the state of a stopped one (proc(5)). */
  private boolean isFrozen() {
    Path threads = Path.of("/proc", Long.toString(running().pid()), "task");
    try (Stream<Path> all = Files.list(threads)) {
      for (Path thread : all.toList()) {
        String stat = Files.readString(thread.resolve("stat"));
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes on. */
  public void thaw() {
    signal("-CONT");
  }

  private Process running() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("slapd does not run");
    }
    return running;
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(running().pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public String url() {
    return "ldap://127.0.0.1:" + port;
  }

  public String tlsUrl() {
    return "ldaps://127.0.0.1:" + tlsPort;
  }

  public X509Certificate authority() {
    return authority.authority();
  }

  /** Adds an entry, as lines of LDIF. */
  public void add(String... ldif) {
    try (LDAPConnection connection = connect()) {
      connection.add(ldif);
    } catch (LDAPException e) {
      throw new IllegalStateException("cannot add " + ldif[0], e);
    } catch (LDIFException e) {
      throw new IllegalArgumentException(ldif[0], e);
    }
  }

  /** Adds entries, whose names may hold anything. */
  public void add(Collection<Entry> entries) {
    try (LDAPConnection connection = connect()) {
      for (Entry entry : entries) {
        connection.add(entry);
      }
    } catch (LDAPException e) {
      throw new IllegalStateException("cannot add the entries", e);
    }
  }

  /**
   * Makes this server a user-federation provider of a realm, by the name of {@code corp}. Nothing
   * is imported from it, since most users of tests are Keycloak's own.
   *
   * @param changes to the usual configuration
   */
  public void provideUsers(TestRealm realm, String usersDn, Map<String, String> changes) {
    Map<String, List<String>> config = new HashMap<>();
    usual(usersDn).forEach((key, value) -> config.put(key, List.of(value)));
    changes.forEach((key, value) -> config.put(key, List.of(value)));
    String realmId = realm.admin().get("").path("id").asText();
    realm
        .admin()
        .create(
            "/components",
            Map.of(
                "name", "corp",
                "providerId", "ldap",
                "providerType", "org.keycloak.storage.UserStorageProvider",
                "parentId", realmId,
                "config", config));
  }

  private Map<String, String> usual(String usersDn) {
    return Map.ofEntries(
        Map.entry("enabled", "true"),
        Map.entry("vendor", "other"),
        Map.entry("connectionUrl", url()),
        Map.entry("usersDn", usersDn),
        Map.entry("authType", "simple"),
        Map.entry("bindDn", ADMIN),
        Map.entry("bindCredential", PASSWORD),
        Map.entry("usernameLDAPAttribute", "uid"),
        Map.entry("rdnLDAPAttribute", "uid"),
        Map.entry("uuidLDAPAttribute", "entryUUID"),
        Map.entry("userObjectClasses", "inetOrgPerson"),
        Map.entry("editMode", "READ_ONLY"),
        Map.entry("importEnabled", "false"),
        Map.entry("searchScope", "1"));
  }

  /** A connection of the administrator. */
  public LDAPConnection connect() throws LDAPException {
    return new LDAPConnection("127.0.0.1", port, ADMIN, PASSWORD);
  }

  /** How many searches it has finished since it was started, this one not counted. */
  public long searches() {
    return monitor("cn=Search,cn=Operations,cn=Monitor", "monitorOpCompleted");
  }

  /** How many connections are open, this one not counted. */
  public long connections() {
    return monitor("cn=Current,cn=Connections,cn=Monitor", "monitorCounter") - 1;
  }

  private long monitor(String dn, String attribute) {
    try (LDAPConnection connection = connect()) {
      return connection.getEntry(dn, attribute).getAttributeValueAsLong(attribute);
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(hook);
    Trees.delete(home);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
