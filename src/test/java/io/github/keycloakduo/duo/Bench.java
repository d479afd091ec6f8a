package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.settings.CaCertificates;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.DuoIntegration;
import io.github.keycloakduo.settings.HostAndPort;
import io.github.keycloakduo.settings.HttpsProxy;
import io.github.keycloakduo.simulator.ConnectProxy;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Vert.x as Keycloak sets it up, and what a test opens on it; all is closed again. */
final class Bench implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  static final int EVENT_LOOPS = 4;
  static final String KEYCLOAK = "26.0.0-test";
  private static final String USER_AGENT = UserAgent.of(KEYCLOAK);
  private static final int ATTEMPTS = 5;
  private static final String NO_RESOLVER = "vertx.disableDnsResolver";

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private @Nullable Vertx vertx;

  Vertx vertx() {
    return Objects.requireNonNull(vertx);
  }

  /** Closes it after the test. */
  <T extends AutoCloseable> T open(T resource) {
    opened.push(resource);
    return resource;
  }

  /** The API over a pool of its own. */
  DuoAuthApi api(DuoSimulator duo, DuoConnection way) {
    return api(duo, way, open(engine(way)));
  }

  /** An engine that looks names up as the JVM does. */
  VertxHttpEngine engine(DuoConnection way) {
    return new VertxHttpEngine(vertx(), way, open(new NameLookup()), USER_AGENT);
  }

  /** The API of a host that has these addresses. */
  DuoAuthApi api(DuoSimulator duo, DuoConnection way, NameLookup.Resolver resolver) {
    return api(
        duo,
        way,
        open(new VertxHttpEngine(vertx(), way, open(new NameLookup(resolver)), USER_AGENT)));
  }

  DuoAuthApi api(DuoSimulator duo, DuoConnection way, VertxHttpEngine engine) {
    return new DuoAuthClient(
        way.host().authority(),
        integration(duo),
        engine.on(new EventLoopContexts(vertx()).next()),
        engine::waitingPlace,
        engine::root,
        Clock.systemUTC(),
        (endpoint, result, took) -> {});
  }

  static DuoIntegration integration(DuoSimulator duo) {
    return new DuoIntegration(duo.ikey(), new Secret(duo.skey()));
  }

  static DuoConnection way(DuoSimulator duo) {
    return way(duo.host(), duo);
  }

  /** To another place, but with the trust of this simulator. */
  static DuoConnection way(String host, DuoSimulator trusted) {
    return new DuoConnection(
        HostAndPort.parse(host).orElseThrow(),
        Optional.empty(),
        Optional.of(new CaCertificates(List.of(trusted.caPem()))));
  }

  static DuoConnection through(ConnectProxy proxy, DuoConnection way) {
    return through(new HttpsProxy(proxy.host(), proxy.port(), Optional.empty()), way);
  }

  static DuoConnection through(
      ConnectProxy proxy, String user, String password, DuoConnection way) {
    HttpsProxy.Credentials pair = new HttpsProxy.Credentials(user, new Secret(password));
    return through(new HttpsProxy(proxy.host(), proxy.port(), Optional.of(pair)), way);
  }

  static DuoConnection through(HttpsProxy proxy, DuoConnection way) {
    return new DuoConnection(way.host(), Optional.of(proxy), way.trust());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // Keycloak looks names up with the JVM.
    String before = System.getProperty(NO_RESOLVER, "false");
    System.setProperty(NO_RESOLVER, "true");
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)));
    System.setProperty(NO_RESOLVER, before);
    warmUp();
  }

  /** The first handshake of a JVM on a busy machine may take longer than connecting may. */
  private void warmUp() {
    try (DuoSimulator duo = DuoSimulator.start();
        NameLookup names = new NameLookup();
        VertxHttpEngine engine = new VertxHttpEngine(vertx(), way(duo), names, USER_AGENT)) {
      DuoAuthApi api = api(duo, way(duo), engine);
      int left = ATTEMPTS;
      while (left > 0 && Replies.await(api.ping(Duration.ofSeconds(20))) instanceof Result.Failed) {
        left--;
      }
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    vertx().close().toCompletionStage().toCompletableFuture().join();
  }
}
