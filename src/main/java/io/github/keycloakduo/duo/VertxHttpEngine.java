package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.CaCertificates;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.HttpsProxy;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A pool of HTTPS connections on Vert.x, the engine Keycloak itself runs on. See {@code
 * docs/decisions/0001-http-engine.md}.
 */
final class VertxHttpEngine implements AutoCloseable {
  private static final Duration MAX_CONNECT_TIME = Duration.ofSeconds(5);

  /** Duo closes idle connections after 60 s; a request sent at that moment would be lost. */
  private static final int IDLE_SECONDS = 45;

  /** Each pending poll holds a connection, so the pool is as large as a login rush may be. */
  private static final int MAX_CONNECTIONS = 4096;

  private final Vertx vertx;
  private final HttpClient client;
  private final DuoConnection connection;

  /** Opens a pool. */
  VertxHttpEngine(Vertx vertx, DuoConnection connection) {
    this(vertx, connection, MAX_CONNECTIONS);
  }

  VertxHttpEngine(Vertx vertx, DuoConnection connection, int maxConnections) {
    this.vertx = vertx;
    this.connection = connection;
    this.client =
        vertx
            .httpClientBuilder()
            .with(options(connection))
            // No queue: who waited in it for too long would take Duo for unreachable.
            .with(new PoolOptions().setHttp1MaxSize(maxConnections).setMaxWaitQueueSize(0))
            // The call tells; without a handler Vert.x logs each lost connection as an error.
            .withConnectHandler(opened -> opened.exceptionHandler(lost -> {}))
            .build();
  }

  private static HttpClientOptions options(DuoConnection connection) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setVerifyHost(true)
            .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
            .setConnectTimeout((int) MAX_CONNECT_TIME.toMillis())
            .setSslHandshakeTimeout(MAX_CONNECT_TIME.toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAliveTimeout(IDLE_SECONDS)
            .setDefaultHost(connection.host().host())
            .setDefaultPort(connection.host().port());
    connection.trust().map(VertxHttpEngine::trust).ifPresent(options::setTrustOptions);
    connection.proxy().map(VertxHttpEngine::proxy).ifPresent(options::setProxyOptions);
    return options;
  }

  private static PemTrustOptions trust(CaCertificates certificates) {
    PemTrustOptions trust = new PemTrustOptions();
    certificates.pems().forEach(pem -> trust.addCertValue(Buffer.buffer(pem)));
    return trust;
  }

  private static ProxyOptions proxy(HttpsProxy proxy) {
    ProxyOptions options =
        new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
    proxy
        .credentials()
        .ifPresent(
            credentials ->
                options
                    .setUsername(credentials.username())
                    .setPassword(credentials.password().value()));
    return options;
  }

  /**
   * The engine for calls that are started from one context.
   *
   * @param root a root context: callbacks must not carry a request's scope
   */
  HttpEngine on(Context root) {
    return (call, limit) -> send(root, call, limit);
  }

  private CompletableFuture<Result<HttpResponse>> send(
      Context root, HttpCall call, Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      return CompletableFuture.completedFuture(
          Result.failed(Fault.Kind.READ_TIMEOUT, "no time was left to ask Duo"));
    }
    long deadline = System.nanoTime() + limit.toNanos();
    CompletableFuture<Result<HttpResponse>> first = attempt(root, call, limit);
    return call.repeatable()
        ? first.thenCompose(reply -> lost(reply) ? again(root, call, deadline, reply) : first)
        : first;
  }

  /** A kept-alive connection may be closed just when it is used; asking once more tells. */
  private static boolean lost(Result<HttpResponse> reply) {
    return reply.match(answer -> false, fault -> fault.kind() == Fault.Kind.CONNECTION_LOST);
  }

  private CompletableFuture<Result<HttpResponse>> again(
      Context root, HttpCall call, long deadline, Result<HttpResponse> first) {
    long left = deadline - System.nanoTime();
    return left > 0
        ? attempt(root, call, Duration.ofNanos(left))
        : CompletableFuture.completedFuture(first);
  }

  private CompletableFuture<Result<HttpResponse>> attempt(
      Context root, HttpCall call, Duration limit) {
    HttpExchange exchange = new HttpExchange(vertx, client, call, connection);
    Duration connect = limit.compareTo(MAX_CONNECT_TIME) < 0 ? limit : MAX_CONNECT_TIME;
    root.runOnContext(go -> exchange.start(limit, connect));
    return exchange.result();
  }

  /** Ends calls under way and closes all connections. */
  @Override
  public void close() {
    client.close();
  }
}
