package io.github.keycloakduo.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Finds ports of the loopback: the usual one where it is free, any other where it is not. */
final class Ports {
  private final IntPredicate free;
  private final List<String> changes = new ArrayList<>();

  /**
   * Nothing chosen yet.
   *
   * @param free whether a port can be taken
   */
  Ports(IntPredicate free) {
    this.free = free;
  }

  static Ports ofThisMachine() {
    return new Ports(Ports::isFree);
  }

  /** The preferred port, or a free one instead. */
  int choose(String purpose, int preferred) {
    if (free.test(preferred)) {
      return preferred;
    }
    int other = anyFree();
    changes.add("Port " + preferred + " is taken; " + purpose + " uses " + other + " instead.");
    return other;
  }

  /** A sentence for each port that is not the preferred one. */
  List<String> changes() {
    return List.copyOf(changes);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
