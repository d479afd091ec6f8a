package io.github.keycloakduo.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.Certificates;
import io.github.keycloakduo.testkit.server.Json;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A Duo Auth API that costs as little as possible: TLS on the loopback, one event loop, no check of
 * signatures. Each user has one phone; passcode {@value #PASSCODE} is right. The simulator of the
 * tests checks what it is sent, which would be a part of what is measured.
 */
final class DuoStub implements AutoCloseable {
  static final String PASSCODE = "123456";

  private static final Duration LONGEST_POLL = Duration.ofSeconds(60);
  private static final int BACKLOG = 8192;
  private static final String ALLOW =
      "{\"result\":\"allow\",\"status\":\"allow\",\"status_msg\":\"Success. Logging you in...\"}";
  private static final String DENY =
      "{\"result\":\"deny\",\"status\":\"deny\",\"status_msg\":\"Incorrect passcode.\"}";
  private static final String WAITING =
      "{\"result\":\"waiting\",\"status\":\"pushed\",\"status_msg\":\"Pushed a login request...\"}";
  private static final String PHONE =
      """
      {"result":"auth","status_msg":"Account is active","devices":[{"device":"DPBENCH0000000000000",\
      "type":"phone","name":"","number":"XXX-XXX-0100","display_name":"iOS (XXX-XXX-0100)",\
      "capabilities":["auto","push","sms","mobile_otp"],"sms_nextcode":"1"}]}\
      """;

  /** A push that was sent; the poll that is held back for it, if there is one. */
  private static final class Push {
    private boolean answered;
    private boolean asked;
    private @Nullable HttpServerRequest poll;
  }

  private final Certificates authority = new Certificates("Load Test CA");
  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
  private final HttpServer server;

  /** Touched by the event loop alone. */
  private final Map<String, Push> pushes = new HashMap<>();

  private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();
  private final AtomicLong connections = new AtomicLong();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Duration delay = Duration.ZERO;
  private volatile Optional<Duration> approval = Optional.empty();
  private volatile boolean silent;

  DuoStub() {
    Certificates.Identity identity = authority.issue(List.of("localhost"), false);
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setAcceptBacklog(BACKLOG)
            .setIdleTimeout(0)
            .setKeyCertOptions(KeyCertOptions.wrap(identity.keyManager()));
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(
                connection -> {
                  connections.incrementAndGet();
                  open.incrementAndGet();
                  connection.closeHandler(closed -> open.decrementAndGet());
                })
            .requestHandler(request -> request.bodyHandler(body -> answer(request, body)));
    try {
      server
          .listen(0, "127.0.0.1")
          .toCompletionStage()
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException("the stub of Duo did not start", failed);
    }
  }

  String host() {
    return "localhost:" + server.actualPort();
  }

  String authorityPem() {
    return authority.authorityPem();
  }

  /** How long each answer takes. */
  void delay(Duration longer) {
    delay = longer;
  }

  /** How long after a push its user approves it; never where it is empty. */
  void approveAfter(Optional<Duration> reaction) {
    approval = reaction;
  }

  /** Reads requests and answers none of them. */
  void silent(boolean quiet) {
    silent = quiet;
  }

  /** Calls of one endpoint, such as {@code preauth}, since the start. */
  long calls(String endpoint) {
    AtomicLong count = calls.get(endpoint);
    return count == null ? 0 : count.get();
  }

  long calls() {
    return calls.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /** Connections since the start. */
  long connections() {
    return connections.get();
  }

  int openConnections() {
    return open.get();
  }

  /** How many polls are held back for the answer of a user. */
  int waiting() {
    return waiting.get();
  }

  /** The users of all pushes approve them now. */
  void approveAll() {
    vertx.runOnContext(
        go -> {
          for (String txid : List.copyOf(pushes.keySet())) {
            approve(txid);
          }
        });
  }

  private void answer(HttpServerRequest request, Buffer body) {
    String endpoint = request.path().substring(request.path().lastIndexOf('/') + 1);
    calls.computeIfAbsent(endpoint, none -> new AtomicLong()).incrementAndGet();
    if (silent) {
      return;
    }
    switch (endpoint) {
      case "ping", "check" ->
          later(request, "{\"time\":" + System.currentTimeMillis() / 1000 + "}");
      case "preauth" -> later(request, PHONE);
      case "auth" -> later(request, auth(Json.read(body.toString())));
      case "auth_status" -> status(request, String.valueOf(request.getParam("txid")));
      default -> send(request, 404, "{\"stat\":\"FAIL\",\"code\":40401,\"message\":\"Not found\"}");
    }
  }

  private String auth(JsonNode parameters) {
    if (parameters.path("factor").asText().equals("passcode")) {
      return parameters.path("passcode").asText().equals(PASSCODE) ? ALLOW : DENY;
    }
    String txid = UUID.randomUUID().toString();
    pushes.put(txid, new Push());
    approval.ifPresent(reaction -> timer(reaction, () -> approve(txid)));
    return "{\"txid\":\"" + txid + "\"}";
  }

  /** The first question is answered at once, as Duo does; the next when there is news. */
  private void status(HttpServerRequest request, String txid) {
    Push push = pushes.get(txid);
    if (push == null) {
      send(request, 400, "{\"stat\":\"FAIL\",\"code\":40002,\"message\":\"Invalid txid\"}");
    } else if (push.answered) {
      pushes.remove(txid);
      later(request, ALLOW);
    } else if (!push.asked) {
      push.asked = true;
      later(request, WAITING);
    } else {
      push.poll = request;
      waiting.incrementAndGet();
      timer(LONGEST_POLL, () -> giveUp(push, request));
    }
  }

  private void giveUp(Push push, HttpServerRequest request) {
    if (push.poll == request) {
      push.poll = null;
      waiting.decrementAndGet();
      later(request, WAITING);
    }
  }

  private void approve(String txid) {
    Push push = pushes.get(txid);
    if (push == null) {
      return;
    }
    push.answered = true;
    HttpServerRequest poll = push.poll;
    if (poll != null) {
      push.poll = null;
      waiting.decrementAndGet();
      pushes.remove(txid);
      later(poll, ALLOW);
    }
  }

  private void later(HttpServerRequest request, String response) {
    String body = "{\"stat\":\"OK\",\"response\":" + response + "}";
    timer(delay, () -> send(request, 200, body));
  }

  private void timer(Duration time, Runnable work) {
    if (time.isZero()) {
      work.run();
    } else {
      vertx.setTimer(time.toMillis(), due -> work.run());
    }
  }

  private static void send(HttpServerRequest request, int status, String body) {
    if (!request.response().closed()) {
      request
          .response()
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json")
          .putHeader(
              "Date",
              DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
          .end(body);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
