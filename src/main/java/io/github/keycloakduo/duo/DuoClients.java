package io.github.keycloakduo.duo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.Reply;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.DuoIntegration;
import io.vertx.core.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The pools of connections to Duo, one for each distinct way there. A pool nobody has used for a
 * while is closed; so is the one of a configuration that was changed.
 */
public final class DuoClients implements AutoCloseable {
  /** Longer than the longest call, so that no pool is closed below a waiting one. */
  private static final Duration IDLE = Duration.ofMinutes(15);

  private final Cache<DuoConnection, HttpEngine> engines =
      Caffeine.newBuilder()
          .expireAfterAccess(IDLE)
          .scheduler(Scheduler.systemScheduler())
          .evictionListener(
              (@Nullable DuoConnection way, @Nullable HttpEngine engine, RemovalCause why) ->
                  close(engine))
          .build();

  private final Context context;
  private final Clock clock;
  private final CallObserver observer;

  /**
   * No pool yet.
   *
   * @param context a root context of the Vert.x instance to run on; it is not closed
   */
  public DuoClients(Context context, Clock clock, CallObserver observer) {
    this.context = context;
    this.clock = clock;
    this.observer = observer;
  }

  /** The API for one integration; cheap, so made anew for each login. */
  public DuoAuthApi client(DuoConnection connection, DuoIntegration integration) {
    HttpEngine pooled = new PooledEngine(connection);
    return new DuoAuthClient(connection.host().authority(), integration, pooled, clock, observer);
  }

  private static void close(@Nullable HttpEngine engine) {
    if (engine != null) {
      engine.close();
    }
  }

  @Override
  public void close() {
    engines.asMap().values().forEach(DuoClients::close);
    engines.invalidateAll();
  }

  /** Asks the cache at each call, so that a pool in use never looks idle. */
  private final class PooledEngine implements HttpEngine {
    private final DuoConnection connection;

    PooledEngine(DuoConnection connection) {
      this.connection = connection;
    }

    @Override
    public CompletableFuture<Reply<HttpAnswer>> send(HttpCall call, Duration limit) {
      return engines.get(connection, key -> new VertxHttpEngine(context, key)).send(call, limit);
    }

    @Override
    public void close() {
      // The pool is shared; the cache closes it.
    }
  }
}
