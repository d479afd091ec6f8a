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
  private final RouteBreakers breakers;
  private volatile boolean closed;

  /**
   * No pool yet.
   *
   * @param vertx the instance to run on; it is not closed
   * @param outages told of circuit breakers
   * @param keycloak version of the server, which Duo is told
   */
  public DuoClients(
      Vertx vertx, Clock clock, CallObserver observer, BreakerObserver outages, String keycloak) {
    this(vertx, clock, observer, outages, keycloak, new NameLookup(), Ticker.systemTicker());
  }

  DuoClients(
      Vertx vertx,
      Clock clock,
      CallObserver observer,
      BreakerObserver outages,
      String keycloak,
      NameLookup names,
      Ticker ticker) {
    this.vertx = vertx;
    this.contexts = new EventLoopContexts(vertx);
    this.names = names;
    this.clock = clock;
    this.observer = observer;
    this.userAgent = UserAgent.of(keycloak);
    this.breakers = new RouteBreakers(this::after, outages, ticker);
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

  /**
   * The API for the logins of one integration, behind a circuit breaker; cheap, so made anew for
   * each login.
   *
   * @param timeout that the logins have
   */
  public DuoAuthApi loginClient(
      DuoConnection connection, DuoIntegration integration, Duration timeout) {
    DuoAuthApi api = client(connection, integration);
    return new GuardedAuthApi(api, guard(connection, integration, timeout));
  }

  /** The Universal Prompt for the logins of one application, behind the same circuit breaker. */
  public UniversalPrompt loginPrompt(
      DuoConnection connection, DuoIntegration application, Duration timeout) {
    return new GuardedPrompt(
        prompt(connection, application), guard(connection, application, timeout));
  }

  private CallGuard guard(DuoConnection connection, DuoIntegration integration, Duration timeout) {
    return breakers.guard(
        connection, timeout, () -> client(connection, integration).ping(RouteBreaker.PROBE_LIMIT));
  }

  /** Whether logins with this timeout are decided without a call to Duo. */
  public boolean isBreakerOpen(DuoConnection connection, Duration timeout) {
    return breakers.isOpen(connection, timeout);
  }

  /**
   * Closes the circuit breakers of a way to Duo on which an administrator has just got an answer.
   */
  public void closeBreakers(DuoConnection connection) {
    breakers.answered(connection);
  }

  private void after(Duration time, Runnable work) {
    // A root context, as for calls: what opens the breaker may be the callback of a request.
    contexts
        .next()
        .runOnContext(
            go ->
                vertx.setTimer(
                    time.toMillis(),
                    due -> {
                      if (!closed) {
                        work.run();
                      }
                    }));
  }

  /** The API for one integration, whatever the circuit breaker says. */
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

  /** The Universal Prompt of one application, whatever the circuit breaker says. */
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
