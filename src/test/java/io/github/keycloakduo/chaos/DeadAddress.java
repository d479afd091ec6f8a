package io.github.keycloakduo.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** An address whose connections nobody takes: they are queued, and soon not even that. */
final class DeadAddress implements AutoCloseable {
  private final ServerSocket socket;

  DeadAddress(String address, int port) {
    try {
      socket = new ServerSocket(port, 1, InetAddress.getByName(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
