package io.github.keycloakduo.testkit.server;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands before the nodes of a cluster: one address, whose connections go to the nodes in turn
 * and past those that refuse them. It looks at bytes only, so that requests of one browser reach
 * any node, and a request that a dying node has taken is lost.
 */
public final class LoadBalancer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int SECONDS_TO_START = 20;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
  private final NetClient nodes = vertx.createNetClient();
  private final AtomicInteger turn = new AtomicInteger();
  private final int port;
  private volatile List<Integer> targets = List.of();

  private LoadBalancer() {
    this.port = listen();
  }

  /** Starts on a free port, with no node behind it yet. */
  public static LoadBalancer start() {
    return new LoadBalancer();
  }

  private int listen() {
    try {
      return vertx
          .createNetServer()
          .connectHandler(this::accept)
          .listen(0, LOOPBACK)
          .toCompletionStage()
          .toCompletableFuture()
          .get(SECONDS_TO_START, TimeUnit.SECONDS)
          .actualPort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  public URI url() {
    return URI.create("http://" + LOOPBACK + ":" + port);
  }

  /** New connections go to these from now on. */
  public void sendTo(List<URI> urls) {
    targets = urls.stream().map(URI::getPort).toList();
  }

  private void accept(NetSocket client) {
    client.pause();
    List<Integer> now = targets;
    forward(client, now, turn.getAndIncrement(), now.size());
  }

  private void forward(NetSocket client, List<Integer> now, int index, int left) {
    if (left == 0) {
      client.close();
      return;
    }
    int target = now.get(Math.floorMod(index, now.size()));
    nodes
        .connect(target, LOOPBACK)
        .onSuccess(node -> join(client, node))
        .onFailure(refused -> forward(client, now, index + 1, left - 1));
  }

  private static void join(NetSocket client, NetSocket node) {
    client.pipeTo(node).onComplete(end -> node.close());
    node.pipeTo(client).onComplete(end -> client.close());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
