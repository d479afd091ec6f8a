package io.github.keycloakduo.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A listening socket that can be closed and opened again on the same port. */
final class Listener {
  private static final int PATIENCE_SECONDS = 20;

  /** A server of any protocol: how to open it on a port, and how to close it. */
  interface Service {
    Future<Integer> open(int port);

    Future<Void> close();
  }

  private final Supplier<Service> services;
  private final Supplier<Service> mute;
  private final String address;
  private int port;
  private Service open = new Closed();

  Listener(Vertx vertx, String address, int port, Supplier<Service> services) {
    this.address = address;
    this.port = port;
    this.services = services;
    this.mute = () -> tcp(vertx.createNetServer().connectHandler(NetSocket::pause), address);
  }

  synchronized int port() {
    return port;
  }

  synchronized void serve() {
    replaceBy(services.get());
  }

  /** Accepts connections and never says a word, so that no TLS handshake can end. */
  synchronized void stayMute() {
    replaceBy(mute.get());
  }

  synchronized void stop() {
    await(open.close());
    open = new Closed();
    awaitFreePort();
  }

  private void replaceBy(Service next) {
    stop();
    port = await(next.open(port));
    open = next;
  }

  /** The JDK frees a closed port only when its selector looks again, a little after the close. */
  private void awaitFreePort() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (port != 0 && !isFree()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Port " + port + " stays in use");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** Binds without listening, so that nobody can connect meanwhile. */
  private boolean isFree() {
    try (Socket probe = new Socket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static Service tcp(NetServer server, String address) {
    return new Service() {
      @Override
      public Future<Integer> open(int port) {
        return server.listen(port, address).map(NetServer::actualPort);
      }

      @Override
      public Future<Void> close() {
        return server.close();
      }
    };
  }

  static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Closed implements Service {
    @Override
    public Future<Integer> open(int port) {
      return Future.succeededFuture(port);
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }
}
