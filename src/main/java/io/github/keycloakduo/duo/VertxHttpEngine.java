package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.WaitingPlace;
import io.github.keycloakduo.settings.DuoConnection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pool of HTTPS connections on Vert.x, the engine Keycloak itself runs on. See {@code
 * docs/decisions/0001-http-engine.md}.
 */
final class VertxHttpEngine implements AutoCloseable {
  /** Of all connections, those that polls leave to all other calls. */
  private static final int MOST_RESERVED = 512;

  private final Vertx vertx;
  private final HttpClient kept;
  private final HttpClient fresh;
  private final DuoConnection connection;
  private final NameLookup names;
  private final String userAgent;
  private final ConnectionBudget budget;

  /** The address that was connected to last: most likely it has connections in the pool. */
  private volatile @Nullable InetAddress reached;

  /** The root certificate of the last handshake. */
  private volatile @Nullable String root;

  private volatile boolean closed;

  /**
   * Opens a pool.
   *
   * @param userAgent sent with each call
   */
  VertxHttpEngine(Vertx vertx, DuoConnection connection, NameLookup names, String userAgent) {
    this(vertx, connection, names, userAgent, ConnectionLimit.ofJvm());
  }

  private VertxHttpEngine(
      Vertx vertx, DuoConnection connection, NameLookup names, String userAgent, int connections) {
    this(
        vertx, connection, names, userAgent, connections, Math.min(MOST_RESERVED, connections / 4));
  }

  VertxHttpEngine(
      Vertx vertx,
      DuoConnection connection,
      NameLookup names,
      String userAgent,
      int connections,
      int reserve) {
    this.vertx = vertx;
    this.connection = connection;
    this.names = names;
    this.userAgent = userAgent;
    this.budget = new ConnectionBudget(connections, reserve);
    this.kept = client(vertx, connection, true, connections, this::trusted);
    this.fresh = client(vertx, connection, false, connections, this::trusted);
  }

  private static HttpClient client(
      Vertx vertx,
      DuoConnection connection,
      boolean kept,
      int connections,
      Consumer<String> trusted) {
    return vertx
        .httpClientBuilder()
        .with(VertxClientOptions.client(vertx, connection, kept, trusted))
        // No queue: who waited in it for too long would take Duo for unreachable.
        .with(new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(0))
        .withConnectHandler(VertxHttpEngine::opened)
        .build();
  }

  private void trusted(String rootOfChain) {
    root = rootOfChain;
  }

  /** The distinguished name of the root certificate by which the server is trusted, once known. */
  Optional<String> root() {
    return Optional.ofNullable(root);
  }

  private static void opened(HttpConnection connection) {
    // The call tells; without a handler Vert.x logs each lost connection as an error.
    connection.exceptionHandler(lost -> {});
    CloseNotifyWatch.over(connection);
  }

  /**
   * The engine for calls that are started from one context.
   *
   * @param root a root context: callbacks must not carry a request's scope
   */
  HttpEngine on(Context root) {
    return (call, limit) -> send(root, call.from(userAgent), limit);
  }

  /** Keeps a connection free for the polls of one factor; empty when there is none to spare. */
  Optional<WaitingPlace> waitingPlace() {
    return budget.tryPlace();
  }

  private CompletableFuture<Result<HttpResponse>> send(
      Context root, HttpCall call, Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      return CompletableFuture.completedFuture(
          Result.failed(Fault.Kind.READ_TIMEOUT, "no time was left to ask Duo"));
    }
    if (call.sending() == Sending.POLL) {
      return admitted(root, call, limit).thenApply(this::unlessClosed);
    }
    if (!budget.tryCall()) {
      return CompletableFuture.completedFuture(
          Result.failed(
              Fault.Kind.INTERNAL, "this server has no connection to Duo to spare for it"));
    }
    return admitted(root, call, limit)
        .whenComplete((reply, none) -> budget.endCall())
        .thenApply(this::unlessClosed);
  }

  /** What is lost because the pool was closed was not lost by Duo. */
  private Result<HttpResponse> unlessClosed(Result<HttpResponse> reply) {
    return reply.match(
        answer -> reply,
        fault ->
            closed
                ? Result.failed(Fault.Kind.INTERNAL, "the connections to Duo were closed here")
                : reply);
  }

  private CompletableFuture<Result<HttpResponse>> admitted(
      Context root, HttpCall call, Duration limit) {
    Attempt attempt = toReachable(root, call);
    return switch (call.sending()) {
      case ONCE -> attempt.begin(kept, limit, limit).result();
      case ONCE_FRESH -> attempt.begin(fresh, limit, limit).result();
      case REPEATABLE, POLL -> twice(attempt, kept, limit);
      case EVERY_ADDRESS -> everywhere(root, call, limit);
    };
  }

  /** A way to send one call; each time it is sent anew. */
  @FunctionalInterface
  private interface Attempt {
    HttpExchange begin(HttpClient client, Duration limit, Duration connectLimit);
  }

  /**
   * Sends a call, and once more if the connection is lost. A kept-alive one may be closed just when
   * it is used; a fresh one tells whether it was only that, while the pool may have many more of
   * the kind. What is lost because the pool was closed is not sent again.
   */
  private CompletableFuture<Result<HttpResponse>> twice(
      Attempt attempt, HttpClient client, Duration limit) {
    long start = System.nanoTime();
    HttpExchange first = attempt.begin(client, limit, limit);
    return first
        .result()
        .thenCompose(
            reply -> {
              Duration left = limit.minusNanos(System.nanoTime() - start);
              Duration connect = VertxClientOptions.MAX_CONNECT_TIME.minus(first.connectTime());
              boolean lost = reply.match(answer -> false, fault -> fault.kind().isLoss());
              return lost && !closed && !left.isNegative() && !connect.isNegative()
                  ? attempt.begin(fresh, left, connect).result()
                  : first.result();
            });
  }

  private Attempt toReachable(Context root, HttpCall call) {
    String host = VertxClientOptions.connectedHost(connection);
    return (client, limit, connectLimit) -> {
      HttpExchange exchange =
          exchange(
              root,
              client,
              call,
              names.known(host).thenApply(this::reachedFirst),
              limit,
              connectLimit);
      exchange.result().thenRun(() -> exchange.address().ifPresent(address -> reached = address));
      return exchange;
    };
  }

  private HttpExchange exchange(
      Context root,
      HttpClient client,
      HttpCall call,
      CompletableFuture<Result<List<InetAddress>>> addresses,
      Duration limit,
      Duration connectLimit) {
    HttpExchange exchange = new HttpExchange(vertx, client, call, connection);
    Duration most = VertxClientOptions.MAX_CONNECT_TIME;
    Duration shorter = limit.compareTo(connectLimit) < 0 ? limit : connectLimit;
    Duration connect = shorter.compareTo(most) < 0 ? shorter : most;
    root.runOnContext(go -> exchange.start(root, addresses, limit, connect));
    return exchange;
  }

  private Result<List<InetAddress>> reachedFirst(Result<List<InetAddress>> known) {
    return known.match(
        addresses -> {
          InetAddress last = reached;
          List<InetAddress> ordered = new ArrayList<>(addresses);
          if (last != null && ordered.remove(last)) {
            ordered.add(0, last);
          }
          return new Result.Answered<>(ordered);
        },
        Result.Failed::new);
  }

  private CompletableFuture<Result<HttpResponse>> everywhere(
      Context root, HttpCall call, Duration limit) {
    long start = System.nanoTime();
    String host = VertxClientOptions.connectedHost(connection);
    return new AddressSweep(
            connection,
            address ->
                twice(to(address, root, call), fresh, limit.minusNanos(System.nanoTime() - start)))
        .over(List.of(names.known(host), names.fresh(host)), limit);
  }

  private Attempt to(InetAddress address, Context root, HttpCall call) {
    return (client, limit, connectLimit) ->
        exchange(
            root,
            client,
            call,
            CompletableFuture.completedFuture(new Result.Answered<>(List.of(address))),
            limit,
            connectLimit);
  }

  /** Ends calls under way and closes all connections. */
  @Override
  public void close() {
    closed = true;
    kept.close();
    fresh.close();
  }
}
