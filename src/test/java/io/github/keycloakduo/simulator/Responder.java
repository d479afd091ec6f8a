package io.github.keycloakduo.simulator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Sends an answer in the way its delivery says. */
final class Responder {
  // The JDK's RFC 1123 format writes one-digit days, which HTTP does not allow.
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

  private final Vertx vertx;
  private final SkewedClock clock;

  Responder(Vertx vertx, SkewedClock clock) {
    this.vertx = vertx;
    this.clock = clock;
  }

  void send(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    switch (answer.delivery().kind()) {
      case NORMAL -> prepare(response, answer).end(answer.body());
      case CLOSE_AFTERWARDS ->
          prepare(response, answer)
              .end(answer.body())
              .onComplete(done -> request.connection().close());
      case DRIP -> drip(prepare(response, answer), answer);
      case TRUNCATE -> {
        Buffer half = answer.body().slice(0, answer.body().length() / 2);
        prepare(response, answer).write(half).onComplete(done -> request.connection().close());
      }
      case HANG -> {}
      case RESET -> reset(request);
    }
  }

  private HttpServerResponse prepare(HttpServerResponse response, Answer answer) {
    String date = HTTP_DATE.format(clock.now().atOffset(ZoneOffset.UTC));
    response.setStatusCode(answer.status());
    response.putHeader("Server", "Duo/1.0").putHeader("Date", date);
    answer.headers().forEach(response::putHeader);
    response.putHeader("Content-Length", Integer.toString(answer.body().length()));
    return response;
  }

  private void drip(HttpServerResponse response, Answer answer) {
    int[] next = {0};
    long pace = Math.max(1, answer.delivery().pace().toMillis());
    vertx.setPeriodic(
        pace,
        timer -> {
          int at = next[0]++;
          if (response.closed() || at == answer.body().length()) {
            vertx.cancelTimer(timer);
            if (!response.closed()) {
              response.end();
            }
          } else {
            response.write(answer.body().slice(at, at + 1));
          }
        });
  }

  /** Goes below TLS: with a linger time of zero, closing sends RST instead of a proper end. */
  static void reset(HttpServerRequest request) {
    Channel channel = ((ConnectionBase) request.connection()).channelHandlerContext().channel();
    channel
        .eventLoop()
        .execute(
            () -> {
              channel.config().setOption(ChannelOption.SO_LINGER, 0);
              channel.unsafe().close(channel.unsafe().voidPromise());
            });
  }
}
