package io.github.keycloakduo.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;

/** The loopback ports of a server: those its options name, else two nobody used a moment ago. */
record ServerPorts(int http, int management) {
  private static final String HTTP = "http-port";
  private static final String MANAGEMENT = "http-management-port";

  static ServerPorts of(ServerOptions options) {
    ServerPorts free = free();
    return new ServerPorts(
        named(options, HTTP).orElse(free.http), named(options, MANAGEMENT).orElse(free.management));
  }

  private static Optional<Integer> named(ServerOptions options, String option) {
    return Optional.ofNullable(options.start().get(option)).map(Integer::valueOf);
  }

  /** Both are open at once, so they differ; closed at the end for the server to take. */
  private static ServerPorts free() {
    try (ServerSocket http = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket management = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new ServerPorts(http.getLocalPort(), management.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ServerOptions addTo(ServerOptions options) {
    return options
        .with(HTTP, Integer.toString(http))
        .with(MANAGEMENT, Integer.toString(management));
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + http);
  }

  URI managementUrl() {
    return URI.create("http://127.0.0.1:" + management);
  }
}
