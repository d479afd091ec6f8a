package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.DuoConnection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
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
  private @Nullable HttpClientRequest request;

  HttpExchange(Vertx vertx, HttpClient client, HttpCall call, DuoConnection connection) {
    this.vertx = vertx;
    this.client = client;
    this.call = call;
    this.connection = connection;
  }

  CompletableFuture<Result<HttpResponse>> result() {
    return result;
  }

  void start(Duration limit, Duration connectLimit) {
    long total = timer(limit);
    long connecting = timer(connectLimit);
    result.whenComplete(
        (reply, none) -> {
          vertx.cancelTimer(total);
          vertx.cancelTimer(connecting);
        });
    request()
        .onComplete(
            obtained -> {
              vertx.cancelTimer(connecting);
              if (obtained.succeeded()) {
                send(obtained.result());
              } else {
                fail(obtained.cause());
              }
            });
  }

  private Future<HttpClientRequest> request() {
    try {
      return client.request(options());
    } catch (IllegalStateException closed) {
      // Vert.x throws when the client was closed; nobody would ever hear of it.
      return Future.failedFuture(closed);
    }
  }

  private long timer(Duration delay) {
    return vertx.setTimer(Math.max(1, delay.toMillis()), fired -> timeIsUp());
  }

  private void timeIsUp() {
    if (request == null) {
      finish(Result.failed(Fault.Kind.CONNECT_TIMEOUT, "no connection to Duo in time"));
    } else {
      finish(Result.failed(Fault.Kind.READ_TIMEOUT, "Duo did not answer in time"));
      request.reset();
    }
  }

  private RequestOptions options() {
    RequestOptions options =
        new RequestOptions().setMethod(HttpMethod.valueOf(call.method())).setURI(call.target());
    // What is signed must be what is sent; Vert.x would write the port 443 too.
    options.putHeader("Host", connection.host().authority());
    options.putHeader("Accept", "application/json");
    call.headers().forEach(options::putHeader);
    return options;
  }

  private void send(HttpClientRequest obtained) {
    if (result.isDone()) {
      // The time ran out while the connection was being made.
      obtained.reset();
      return;
    }
    request = obtained;
    obtained.exceptionHandler(this::fail);
    obtained
        .response()
        .onComplete(
            head -> {
              if (head.succeeded()) {
                read(head.result());
              } else {
                fail(head.cause());
              }
            });
    obtained.end(Buffer.buffer(call.body()));
  }

  private void read(HttpClientResponse response) {
    response.exceptionHandler(this::fail);
    response.endHandler(
        end ->
            finish(
                new Result.Answered<>(new HttpResponse(response.statusCode(), body.getBytes()))));
    response.handler(
        chunk -> {
          body.appendBuffer(chunk);
          if (body.length() > HttpResponse.MAX_BODY_SIZE) {
            finish(Result.failed(Fault.Kind.BAD_ANSWER, "Duo's answer is larger than 1 MiB"));
            response.request().reset();
          }
        });
  }

  private void fail(Throwable cause) {
    finish(new Result.Failed<>(FaultClassifier.classify(cause, connection)));
  }

  private void finish(Result<HttpResponse> reply) {
    result.complete(reply);
  }
}
