package io.github.keycloakduo.keycloak.runtime;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.keycloakduo.authentication.AsyncLoginFlow;
import io.github.keycloakduo.authentication.AuthApiFlow;
import io.github.keycloakduo.authentication.Challenges;
import io.github.keycloakduo.authentication.Delay;
import io.github.keycloakduo.authentication.LoginFlow;
import io.github.keycloakduo.authentication.OtherFactorFlow;
import io.github.keycloakduo.authentication.UniversalPromptFlow;
import io.github.keycloakduo.breakglass.BreakGlassStore;
import io.github.keycloakduo.duo.DuoClients;
import io.github.keycloakduo.gateway.GatewayLogin;
import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.keycloak.directory.RealmDirectories;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.keycloak.authentication.Authenticator;
import org.keycloak.common.Version;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * The wiring of the extension: what lives as long as the server, such as connections, challenges
 * and meters. Built at the start.
 */
public final class DuoRuntime implements AutoCloseable {
  /** The pool for what may take its time, such as a lookup in a directory that hangs. */
  static final String BACKGROUND_POOL = "duo-mfa";

  /**
   * The pool for what follows an answer of Duo. Nothing in it asks a directory or waits for a
   * person: a login that is over must not wait for one that has just begun.
   */
  private static final String RESULT_POOL = "duo-mfa-results";

  /** The pool for events without a request: who listens to them may send mails. */
  private static final String REPORT_POOL = "duo-mfa-reports";

  private final RealmDirectories directories = new RealmDirectories();
  private final DuoClients clients;
  private final DuoServices services;
  private final ServerSecret secret;
  private final Challenges challenges;
  private final LoginFlow flow;
  private final AsyncLoginFlow asyncFlow;
  private final GatewayLogin gatewayLogin;

  public DuoRuntime(
      KeycloakSessionFactory sessions,
      AllowedRoutes allowed,
      GraceStore graces,
      BreakGlassStore breakGlass) {
    // The instance Keycloak serves HTTP with; a second one would bring its own threads.
    Vertx vertx = CDI.current().select(Vertx.class).get();
    // Taken here and not in a request, whose scope would otherwise follow the callbacks.
    Delay delay = delay(vertx, vertx.getOrCreateContext());
    Clock clock = Clock.systemUTC();
    LoginMetrics metrics = new LoginMetrics();
    Executor background = executor(sessions, BACKGROUND_POOL);
    Executor results = executor(sessions, RESULT_POOL);
    ServerSecret serverSecret = ServerSecret.of(sessions);
    this.secret = serverSecret;
    SingleUseObjectStore store =
        new SingleUseObjectStore(
            Transactions.of(sessions)
                .map(session -> new SingleUseObjects(session.singleUseObjects(), serverSecret)));
    this.clients = new DuoClients(vertx, clock, metrics, new BreakerReport(), Version.VERSION);
    this.services =
        new DuoServices(
            new ConfigCache(allowed),
            new PolicyFactsSource(directories),
            new FirstLogins(Ticker.systemTicker()),
            graces,
            breakGlass,
            store,
            allowed,
            new ConfiguredDuo(clients),
            metrics,
            background,
            executor(sessions, REPORT_POOL),
            clock);
    this.challenges = new Challenges(store, results, clock);
    this.flow =
        new LoginFlow(
            new AuthApiFlow(challenges, store, store, store, clock, delay),
            new UniversalPromptFlow(challenges, store, clock, delay),
            new OtherFactorFlow(store));
    this.asyncFlow = new AsyncLoginFlow(flow, challenges, results);
    this.gatewayLogin =
        new GatewayLogin(
            asyncFlow::handle,
            (context, stored, action) ->
                CompletableFuture.completedFuture(flow.handle(context, stored, action)),
            clock);
    metrics.watch(challenges);
  }

  /** The provider factory that builds the runtime when the server starts. */
  public interface Owner extends SingleUseObjects.Owner {
    /** The runtime; fails before the server has started. */
    DuoRuntime runtime();

    @Override
    default SingleUseObjects singleUseObjects(KeycloakSession session) {
      return runtime().singleUseObjects(session);
    }
  }

  /** The one of this server. */
  public static DuoRuntime of(KeycloakSessionFactory sessions) {
    return ((Owner) sessions.getProviderFactory(Authenticator.class, ProviderIds.BROWSER))
        .runtime();
  }

  private static ExecutorService executor(KeycloakSessionFactory sessions, String pool) {
    return Transactions.of(sessions)
        .call(session -> session.getProvider(ExecutorsProvider.class).getExecutor(pool));
  }

  private static Delay delay(Vertx vertx, Context context) {
    return (Duration duration) -> {
      CompletableFuture<Void> over = new CompletableFuture<>();
      context.runOnContext(
          go -> vertx.setTimer(Math.max(1, duration.toMillis()), id -> over.complete(null)));
      return over;
    };
  }

  /** The single-use objects of the extension, in the session's transaction. */
  public SingleUseObjects singleUseObjects(KeycloakSession session) {
    return new SingleUseObjects(session.singleUseObjects(), secret);
  }

  /** What logins and administrators use. */
  public DuoServices services() {
    return services;
  }

  /** The challenges of this node. */
  public Challenges challenges() {
    return challenges;
  }

  /** The way of a login that a browser looks at. */
  public LoginFlow flow() {
    return flow;
  }

  /** The way of a login that no browser looks at. */
  public AsyncLoginFlow asyncFlow() {
    return asyncFlow;
  }

  /** The calls of gateways. */
  public GatewayLogin gatewayLogin() {
    return gatewayLogin;
  }

  @Override
  public void close() {
    clients.close();
    directories.close();
  }
}
