package io.github.keycloakduo.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Ports on loopback for what single tests start beside the server of all: it is told of them when
 * it starts, and reaches nothing else.
 *
 * @param duos for more simulators of Duo
 * @param authenticationEntity for the entity that Keycloak asks for a login by CIBA
 */
public record SparePorts(List<Integer> duos, int authenticationEntity) {
  private static final int DUOS = 4;

  /** Systems take the ports of outgoing connections from the ones above. */
  private static final int LEAST = 20_000;

  private static final int MOST = 30_000;

  static SparePorts choose() {
    List<Integer> free =
        IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LEAST, MOST))
            .distinct()
            .filter(SparePorts::isFree)
            .limit(DUOS + 1L)
            .boxed()
            .toList();
    return new SparePorts(free.subList(0, DUOS), free.get(DUOS));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** Where the entity listens. */
  public URI authenticationEntityUri() {
    return URI.create("http://127.0.0.1:" + authenticationEntity + "/ask");
  }

  /** For the option {@code allowed-hosts}: these, one that refuses, and one that does not exist. */
  String allowedHosts(String usual) {
    return Stream.concat(
            Stream.of(usual, "localhost:1", "nowhere.invalid"),
            duos.stream().map(port -> "localhost:" + port))
        .collect(Collectors.joining(","));
  }
}
