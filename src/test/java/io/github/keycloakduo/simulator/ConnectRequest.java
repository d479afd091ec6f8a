package io.github.keycloakduo.simulator;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The head of a request to a proxy, and the bytes that came too early behind it. */
record ConnectRequest(String method, String target, Map<String, String> headers, Buffer early) {
  private static final String END = "\r\n\r\n";

  /** Empty until the head is complete. */
  static Optional<ConnectRequest> parse(Buffer received) {
    String text = received.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf(END);
    if (end < 0) {
      return Optional.empty();
    }
    String[] lines = text.substring(0, end).split("\r\n", -1);
    String[] start = lines[0].split(" ", -1);
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] header = lines[i].split(":", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), header.length < 2 ? "" : header[1].strip());
    }
    return Optional.of(
        new ConnectRequest(
            start[0],
            start.length < 2 ? "" : start[1],
            headers,
            received.getBuffer(end + END.length(), received.length())));
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
