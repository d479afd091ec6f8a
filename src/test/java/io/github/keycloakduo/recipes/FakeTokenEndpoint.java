package io.github.keycloakduo.recipes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A token endpoint that gives prepared answers, the last one again and again. */
final class FakeTokenEndpoint implements AutoCloseable {
  /** A status and a body. */
  record Answer(int status, String body) {
    static Answer mfaRequired(String duo) {
      return new Answer(400, "{\"error\":\"mfa_required\",\"duo\":{" + duo + "}}");
    }

    static Answer pushSent(String state) {
      return mfaRequired(
          "\"reason\":\"push_sent\",\"prompt\":\"Approve it.\",\"state\":\""
              + state
              + "\",\"interval\":0");
    }

    static Answer refused(String description) {
      return new Answer(
          400, "{\"error\":\"invalid_grant\",\"error_description\":\"" + description + "\"}");
    }

    static Answer unavailable() {
      return new Answer(
          503, "{\"error\":\"temporarily_unavailable\",\"error_description\":\"Out of reach\"}");
    }
  }

  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();

  private FakeTokenEndpoint(HttpServer server) {
    this.server = server;
  }

  static FakeTokenEndpoint start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeTokenEndpoint endpoint = new FakeTokenEndpoint(server);
    server.createContext("/realms/duo/protocol/openid-connect/token", endpoint::answer);
    server.start();
    return endpoint;
  }

  URI realm() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/realms/duo");
  }

  void answers(Answer... next) {
    answers.clear();
    answers.addAll(List.of(next));
  }

  /** What was sent, decoded. */
  List<Map<String, String>> forms() {
    return List.copyOf(forms);
  }

  private void answer(HttpExchange exchange) throws IOException {
    forms.add(
        decoded(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    // Zero would mean a body of unknown length.
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static Map<String, String> decoded(String form) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : form.split("&")) {
      String[] parts = pair.split("=", 2);
      String before = fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      if (before != null) {
        throw new IllegalStateException("two values of " + parts[0]);
      }
    }
    return fields;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
