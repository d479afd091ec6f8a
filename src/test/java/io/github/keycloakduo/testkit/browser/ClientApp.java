package io.github.keycloakduo.testkit.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The page at the client's redirect URI, where a real browser ends its login. */
public final class ClientApp implements AutoCloseable {
  private static final byte[] PAGE =
      "<!doctype html><html lang=en><title>Client</title><h1 id=arrived>Signed in</h1></html>"
          .getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;

  private ClientApp(HttpServer server) {
    this.server = server;
  }

  public static ClientApp start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", ClientApp::answer);
      server.start();
      return new ClientApp(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI redirectUri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callback");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, PAGE.length);
      exchange.getResponseBody().write(PAGE);
    }
  }
}
