package io.github.keycloakduo.pages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Every state of our pages with the styles of the theme, for any browser on this machine. */
final class PageServer implements AutoCloseable {
  private static final String RESOURCES = "/resources/v/login/theme/";
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css",
          "js", "text/javascript",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2");

  private final KeycloakTheme theme;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  PageServer(KeycloakTheme theme) {
    this.theme = theme;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/pages/", this::page);
    server.createContext(RESOURCES, this::file);
    server.start();
  }

  String address(String state, View view) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/pages/" + state + "/" + view;
  }

  private void page(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    Page page = Objects.requireNonNull(PageStates.all().get(path[2])).get();
    String html = page.speaking(View.valueOf(path[3]).language()).html(theme);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
    answer(exchange, html.getBytes(StandardCharsets.UTF_8));
  }

  private void file(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(RESOURCES.length());
    URL found = theme.file(name);
    if (found == null) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    String type =
        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "max-age=3600");
    try (InputStream content = found.openStream()) {
      answer(exchange, content.readAllBytes());
    }
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
