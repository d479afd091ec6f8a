package io.github.keycloakduo.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A forward proxy on loopback that knows CONNECT only. It can want a password, misbehave, and lead
 * a tunnel to another place than the client asked for, such as {@code localhost:443} to a simulator
 * on its own port.
 */
public final class ConnectProxy implements AutoCloseable {

  /** A request for a tunnel, as the client sent it. */
  public record TunnelRequest(String target, String proxyAuthorization) {}

  private final Vertx vertx = Vertx.vertx(Engine.options());
  private final NetClient client = vertx.createNetClient();
  private final Map<String, String> routes = new ConcurrentHashMap<>();
  private final List<TunnelRequest> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger tunnels = new AtomicInteger();
  private final Listener listener;
  private volatile String credentials = "";
  private volatile int refusal;
  private volatile boolean mute;

  private ConnectProxy() {
    listener = new Listener(vertx, host(), 0, this::tcpService);
    listener.serve();
  }

  /** Starts on a free port; without further settings it tunnels to wherever it is asked. */
  public static ConnectProxy start() {
    return new ConnectProxy();
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return listener.port();
  }

  /** Host and port together. */
  public InetSocketAddress address() {
    return new InetSocketAddress(host(), port());
  }

  /** Demands Basic credentials and answers 407 without them. */
  public ConnectProxy requireCredentials(String user, String password) {
    credentials = ProxyCredentials.basic(user, password);
    return this;
  }

  /** Tunnels for {@code target} end at {@code destination}; both are written host:port. */
  public ConnectProxy map(String target, String destination) {
    routes.put(target, destination);
    return this;
  }

  /** Answers every CONNECT with this status, for example 403, 407 or 502; 0 ends this. */
  public ConnectProxy refuseWith(int status) {
    refusal = status;
    return this;
  }

  /** Reads the CONNECT and never answers. */
  public ConnectProxy hang(boolean hangs) {
    mute = hangs;
    return this;
  }

  public void stopListening() {
    listener.stop();
  }

  public void resume() {
    listener.serve();
  }

  /** Tunnels that were opened. */
  public int tunnels() {
    return tunnels.get();
  }

  /** Every CONNECT that arrived, the refused ones included. */
  public List<TunnelRequest> requests() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    Listener.await(vertx.close());
  }

  private Listener.Service tcpService() {
    return Listener.tcp(vertx.createNetServer().connectHandler(this::accept), host());
  }

  private void accept(NetSocket socket) {
    Buffer head = Buffer.buffer();
    socket.handler(
        bytes -> {
          head.appendBuffer(bytes);
          ConnectRequest.parse(head).ifPresent(request -> decide(socket, request));
        });
  }

  private void decide(NetSocket socket, ConnectRequest request) {
    socket.pause();
    socket.handler(null);
    asked.add(new TunnelRequest(request.target(), request.header("proxy-authorization")));
    if (mute) {
      return;
    }
    if (refusal != 0) {
      answer(socket, refusal);
    } else if (!request.method().equals("CONNECT")) {
      answer(socket, 405);
    } else if (!credentials.isEmpty()
        && !credentials.equals(request.header("proxy-authorization"))) {
      answer(socket, 407);
    } else {
      tunnel(socket, request);
    }
  }

  private void tunnel(NetSocket socket, ConnectRequest request) {
    String place = routes.getOrDefault(request.target(), request.target());
    int colon = place.lastIndexOf(':');
    client
        .connect(Integer.parseInt(place.substring(colon + 1)), place.substring(0, colon))
        .onSuccess(
            remote -> {
              tunnels.incrementAndGet();
              socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
              remote.write(request.early());
              socket.pipeTo(remote);
              remote.pipeTo(socket);
            })
        .onFailure(unreachable -> answer(socket, 502));
  }

  private static void answer(NetSocket socket, int status) {
    String challenge = status == 407 ? "Proxy-Authenticate: Basic realm=\"proxy\"\r\n" : "";
    socket
        .write("HTTP/1.1 " + status + " Refused\r\n" + challenge + "Content-Length: 0\r\n\r\n")
        .onComplete(sent -> socket.end());
  }
}
