package io.github.keycloakduo.testkit.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.keycloakduo.testkit.server.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** What stands before a server in the world: another port, and a path of its own. */
public final class ReverseProxy implements AutoCloseable {
  /** The client and the two servers write these themselves. */
  private static final Set<String> OWN =
      Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade");

  private final HttpServer server;
  private final String target;
  private final String prefix;

  private ReverseProxy(HttpServer server, String target, String prefix) {
    this.server = server;
    this.target = target;
    this.prefix = prefix;
  }

  /** Starts on a free port and takes requests below {@code prefix}. */
  public static ReverseProxy to(String target, String prefix) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ReverseProxy proxy = new ReverseProxy(server, target, prefix);
      server.createContext(prefix, proxy::pass);
      server.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + prefix);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<String> answer = Http.send(request(exchange));
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (isPassed(name)) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private HttpRequest.Builder request(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().substring(prefix.length());
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + path))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (isPassed(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request;
  }

  private static boolean isPassed(String name) {
    return !name.startsWith(":") && !OWN.contains(name.toLowerCase(Locale.ROOT));
  }
}
