package io.github.keycloakduo.duo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.mfa.WaitingPlace;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.DuoIntegration;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The factory of clients of Duo's two APIs, and the owner of the connection pools below them, one
 * for each distinct way to Duo. A pool that was not used for a while is closed; so is the one of a
 * configuration that was changed.
 */
public final class DuoClients implements AutoCloseable {
  /** Longer than the longest call, so that no pool is closed below a waiting one. */
  private static final Duration IDLE = Duration.ofMinutes(15);

  private final Cache<DuoConnection, VertxHttpEngine> engines;
  private final Vertx vertx;
  private final EventLoopContexts contexts;
  private final NameLookup names;
  private final Clock clock;
  private final CallObserver observer;
  private final String userAgent;
  private volatile boolean closed;

  /**
   * No pool yet.
   *
   * @param vertx the instance to run on; it is not closed
   * @param keycloak version of the server, which Duo is told
   */
  public DuoClients(Vertx vertx, Clock clock, CallObserver observer, String keycloak) {
    this(vertx, clock, observer, keycloak, new NameLookup(), Ticker.systemTicker());
  }

  DuoClients(
      Vertx vertx,
      Clock clock,
      CallObserver observer,
      String keycloak,
      NameLookup names,
      Ticker ticker) {
    this.vertx = vertx;
    this.contexts = new EventLoopContexts(vertx);
    this.names = names;
    this.clock = clock;
    this.observer = observer;
    this.userAgent = UserAgent.of(keycloak);
    this.engines =
        Caffeine.newBuilder()
            .expireAfterAccess(IDLE)
            .ticker(ticker)
            .scheduler(Scheduler.systemScheduler())
            .evictionListener(
                (@Nullable DuoConnection way, @Nullable VertxHttpEngine engine, RemovalCause why) ->
                    close(engine))
            .build();
  }

  /** The API for one integration; cheap, so made anew for each login. */
  public DuoAuthApi client(DuoConnection connection, DuoIntegration integration) {
    return new DuoAuthClient(
        connection.host().authority(),
        integration,
        pooled(connection),
        () -> waitingPlace(connection),
        () -> closed ? Optional.empty() : engine(connection).root(),
        clock,
        observer);
  }

  /** The Universal Prompt of one application; as cheap. */
  public UniversalPrompt prompt(DuoConnection connection, DuoIntegration application) {
    return new UniversalClient(connection.host(), application, pooled(connection), clock, observer);
  }

  private HttpEngine pooled(DuoConnection connection) {
    Context root = contexts.next();
    return (call, limit) ->
        closed
            ? CompletableFuture.completedFuture(
                Result.failed(Fault.Kind.INTERNAL, "this server is shutting down"))
            : engine(connection).on(root).send(call, limit);
  }

  private Optional<WaitingPlace> waitingPlace(DuoConnection connection) {
    return closed ? Optional.empty() : engine(connection).waitingPlace();
  }

  /** Asks the cache at each call, so that a pool in use never looks idle. */
  private VertxHttpEngine engine(DuoConnection connection) {
    return engines.get(connection, way -> new VertxHttpEngine(vertx, way, names, userAgent));
  }

  private static void close(@Nullable VertxHttpEngine engine) {
    if (engine != null) {
      engine.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    engines.asMap().values().forEach(DuoClients::close);
    engines.invalidateAll();
    names.close();
  }
}
