package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.DuoConnection;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An exchange of one request and its response, confined to the event loop it was started on. */
final class HttpExchange {
  private final Vertx vertx;
  private final HttpClient client;
  private final HttpCall call;
  private final DuoConnection connection;
  private final CompletableFuture<Result<HttpResponse>> result = new CompletableFuture<>();
  private final Buffer body = Buffer.buffer();
  private final long begun = System.nanoTime();
  private @Nullable AddressRace race;
  private @Nullable HttpClientRequest request;
  private volatile @Nullable InetAddress address;
  private boolean answering;
  private volatile Duration connectTime = Duration.ZERO;

  HttpExchange(Vertx vertx, HttpClient client, HttpCall call, DuoConnection connection) {
    this.vertx = vertx;
    this.client = client;
    this.call = call;
    this.connection = connection;
  }

  CompletableFuture<Result<HttpResponse>> result() {
    return result;
  }

  /** How long it took until there was a connection, or none; known with the result. */
  Duration connectTime() {
    return connectTime;
  }

  /** The address that was connected to, if any was; known with the result. */
  Optional<InetAddress> address() {
    return Optional.ofNullable(address);
  }

  /**
   * Begins.
   *
   * @param context the current one
   * @param addresses of the host that is connected to; never none
   * @param connectLimit for the lookup, too
   */
  void start(
      Context context,
      CompletableFuture<Result<List<InetAddress>>> addresses,
      Duration limit,
      Duration connectLimit) {
    long total = timer(limit);
    long connecting = timer(connectLimit);
    result.whenComplete(
        (reply, none) -> {
          vertx.cancelTimer(total);
          vertx.cancelTimer(connecting);
        });
    addresses.whenComplete(
        (known, none) ->
            context.runOnContext(
                go ->
                    known.match(
                        list -> connect(list, connectLimit, connecting), this::unresolved)));
  }

  private @Nullable Void unresolved(Fault fault) {
    finish(new Result.Failed<>(FaultClassifier.notConnected(fault, connection)));
    return null;
  }

  private @Nullable Void connect(List<InetAddress> addresses, Duration limit, long timer) {
    if (!result.isDone()) {
      race =
          new AddressRace(
              vertx,
              addresses,
              limit,
              this::request,
              failure -> FaultClassifier.whileConnecting(failure, connection),
              end -> {
                vertx.cancelTimer(timer);
                connectTime = Duration.ofNanos(System.nanoTime() - begun);
                end.match(this::send, this::failed);
              });
      race.start();
    }
    return null;
  }

  private Future<HttpClientRequest> request(InetAddress to) {
    try {
      return client.request(VertxClientOptions.request(call, connection, to));
    } catch (IllegalStateException closed) {
      // Vert.x throws when the client was closed; nobody would ever hear of it.
      return Future.failedFuture(closed);
    }
  }

  private long timer(Duration delay) {
    return vertx.setTimer(Math.max(1, delay.toMillis()), fired -> timeIsUp());
  }

  private void timeIsUp() {
    if (request != null) {
      finish(Result.failed(Fault.Kind.READ_TIMEOUT, "Duo did not answer in time"));
      request.reset();
    } else if (race != null) {
      race.timeIsUp(new Fault(Fault.Kind.CONNECT_TIMEOUT, "no connection to Duo in time"));
    } else {
      connectTime = Duration.ofNanos(System.nanoTime() - begun);
      unresolved(new Fault(Fault.Kind.DNS, "the host name was not looked up in time"));
    }
  }

  private @Nullable Void send(AddressRace.Connected connected) {
    HttpClientRequest obtained = connected.request();
    request = obtained;
    address = connected.address();
    obtained.exceptionHandler(this::broken);
    obtained
        .response()
        .onComplete(
            head -> {
              if (head.succeeded()) {
                read(head.result());
              } else {
                broken(head.cause());
              }
            });
    obtained.end(Buffer.buffer(call.body()));
    return null;
  }

  private void read(HttpClientResponse response) {
    answering = true;
    response.exceptionHandler(this::broken);
    response.endHandler(
        end ->
            finish(
                new Result.Answered<>(
                    HttpResponse.of(
                        response.statusCode(), body.getBytes(), response.getHeader("Date")))));
    response.handler(
        chunk -> {
          body.appendBuffer(chunk);
          if (body.length() > HttpResponse.MAX_BODY_SIZE) {
            finish(Result.failed(Fault.Kind.BAD_ANSWER, "Duo's answer is larger than 1 MiB"));
            response.request().reset();
          }
        });
  }

  private void broken(Throwable cause) {
    failed(FaultClassifier.inUse(cause, answering));
  }

  private @Nullable Void failed(Fault fault) {
    finish(new Result.Failed<>(fault));
    return null;
  }

  private void finish(Result<HttpResponse> reply) {
    result.complete(reply);
  }
}
