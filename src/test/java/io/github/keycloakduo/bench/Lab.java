package io.github.keycloakduo.bench;

import io.github.keycloakduo.testkit.database.Postgres;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.TestEnvironment;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All that runs during a measurement: PostgreSQL, the stub of Duo, and a Keycloak in production
 * mode with a realm of cheap hashes and one of Keycloak's default ones.
 */
final class Lab implements AutoCloseable {
  static final String FAST = "bench-fast";
  static final String ARGON2 = "bench-argon2";

  /** More than Keycloak's cache of users holds: most logins are the first of their user. */
  static final int USERS = 20_000;

  private static final int ARGON2_USERS = 2_000;
  private static final Duration WARM_UP = Duration.ofSeconds(90);
  private static final int HTTP_THREADS = 4;
  private static final String HOURS = "100000";

  private final Options options;
  private final Results results = new Results();
  private final AtomicInteger users = new AtomicInteger();
  private final ExecutorService executor = Executors.newFixedThreadPool(HTTP_THREADS);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(executor)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Postgres database = Postgres.start();
  private final DuoStub duo = new DuoStub();
  private final ZipKeycloak keycloak;
  private final ServerProbe probe;
  private final boolean pinned;

  /** Starts all of it. */
  Lab(Options options) {
    this.options = options;
    this.keycloak = ZipKeycloak.start(server());
    this.probe = ServerProbe.of(keycloak.processId());
    this.pinned = Processors.separate(keycloak.processId());
    new UserCopies(database, FAST).make(USERS);
    new UserCopies(database, ARGON2).make(ARGON2_USERS);
    warmUp();
  }

  /** The compiler of the server's JVM takes a minute for what logins run through. */
  private void warmUp() {
    long end =
        System.nanoTime() + (options.shortened() ? WARM_UP.dividedBy(10) : WARM_UP).toNanos();
    List<LoginScript> scripts =
        List.of(
            LoginScript.password(site(FAST, "password")),
            LoginScript.otp(site(FAST, "otp")),
            LoginScript.passcode(site(FAST, "passcode")),
            LoginScript.password(site(FAST, "exempt")),
            LoginScript.passcodeUnlessRemembered(site(FAST, "grace")));
    while (System.nanoTime() < end) {
      Crowd.of(2).forAll(100, i -> tryOut(scripts.get(i % scripts.size())));
    }
  }

  /** The first handshakes of a JVM on a busy machine may take longer than connecting may. */
  private void tryOut(LoginScript script) throws IOException, InterruptedException {
    try {
      script.run(new Browser(http, keycloak.baseUrl()), nextUser());
    } catch (LoginFailed early) {
      System.out.println("failed while the server warms up: " + early.getMessage());
    }
  }

  private ServerOptions server() {
    ServerOptions defaults = ServerOptions.defaults();
    Path files = TestEnvironment.current().work().resolve("bench");
    return new ServerOptions(
            defaults.build(),
            defaults.start(),
            Map.of(),
            // Both tiers of the compiler, unlike the servers of the tests, which end soon.
            List.of(
                "-Xms512m",
                "-Xmx1g",
                "-XX:ActiveProcessorCount=1",
                "-XX:FlightRecorderOptions=stackdepth=256"),
            List.of(
                realm(FAST, BenchRealm.FAST_HASH).writeTo(files), realm(ARGON2, "").writeTo(files)),
            List.of(),
            List.of())
        .withBuild("db", "postgres")
        .with("db-url", database.jdbcUrl())
        .with("db-username", database.user())
        .with("db-password", "none")
        .with("log-level", "WARN")
        .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host());
  }

  private BenchRealm realm(String name, String passwordPolicy) {
    return new BenchRealm(name, passwordPolicy)
        .duo("passcode", config(Map.of()))
        .duo("exempt", config(Map.of("whitelist.user_list.allow", "all_users")))
        .duo("grace", config(grace(Map.of())))
        .duo("graceDevice", config(grace(Map.of("authentication_cache.bind", "ip_device"))))
        .duo("push", config(Map.of("duo.timeout", "600")))
        .duo("quick", config(Map.of("duo.timeout", "3")))
        .duo("open", config(Map.of("duo.timeout", "3", "duo.ignore_conn_err", "true")))
        .duo(
            "limit",
            config(
                Map.of("whitelist.user_list.allow", "all_users", "connection_limit.limit", "5000")))
        .duo(
            "groups",
            config(
                Map.of(
                    "ldap_server.name", DirectoryRow.PROVIDER,
                    "whitelist.ldap_server_group.allow", "no_user",
                    "whitelist.ldap_server_group.except", DirectoryRow.OUTERMOST)));
  }

  private Map<String, String> config(Map<String, String> more) {
    Map<String, String> config =
        new HashMap<>(
            Map.of(
                "duo.ikey", "DIBENCHBENCHBENCHBEN",
                "duo.skey", "benchbenchbenchbenchbenchbenchbenchbench",
                "duo.host", duo.host(),
                "duo.ca_certificates", duo.authorityPem(),
                "duo.push_limit", "0"));
    config.putAll(more);
    return config;
  }

  private static Map<String, String> grace(Map<String, String> more) {
    Map<String, String> config =
        new HashMap<>(
            Map.of(
                "authentication_cache.soft_timeout", HOURS,
                "authentication_cache.hard_timeout", HOURS,
                "authentication_cache.reuse_limit", "2000000000"));
    config.putAll(more);
    return config;
  }

  Options options() {
    return options;
  }

  /** What is measured by the row that runs. */
  Results results() {
    return results;
  }

  Postgres database() {
    return database;
  }

  DuoStub duo() {
    return duo;
  }

  ZipKeycloak keycloak() {
    return keycloak;
  }

  ServerProbe probe() {
    return probe;
  }

  /** Whether server and driver have a processor of their own. */
  boolean isPinned() {
    return pinned;
  }

  Site site(String realm, String client) {
    return new Site(http, keycloak.baseUrl(), realm, client);
  }

  /** An arm that takes all users of the realm with cheap hashes in turn, as other arms do. */
  Arm arm(String name, LoginScript script, Site site) {
    return new Arm(name, site, script, users, 1, site.realm().equals(FAST) ? USERS : ARGON2_USERS);
  }

  /** The next user of the realm with cheap hashes. */
  String nextUser() {
    return UserCopies.name(1 + Math.floorMod(users.getAndIncrement(), USERS));
  }

  @Override
  public void close() {
    probe.close();
    keycloak.close();
    duo.close();
    database.close();
    executor.shutdownNow();
  }
}
