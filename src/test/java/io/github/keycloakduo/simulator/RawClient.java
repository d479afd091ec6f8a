package io.github.keycloakduo.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** Writes requests to a TLS socket by hand, to see what no HTTP client shows. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final SSLSocket socket;
  private final String host;

  RawClient(DuoSimulator duo) throws IOException {
    host = duo.host();
    socket =
        (SSLSocket) duo.clientContext().getSocketFactory().createSocket("127.0.0.1", duo.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.startHandshake();
  }

  /** Sends the head of a request without a body. */
  void send(HttpRequest request) throws IOException {
    StringBuilder head = new StringBuilder();
    String query = request.uri().getRawQuery();
    String target = request.uri().getRawPath() + (query == null ? "" : "?" + query);
    head.append(request.method()).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host).append("\r\n");
    request
        .headers()
        .map()
        .forEach(
            (name, values) -> head.append(name).append(": ").append(values.get(0)).append("\r\n"));
    socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Everything until the server closes; a reset is an exception. */
  String readToEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(all);
    return all.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
