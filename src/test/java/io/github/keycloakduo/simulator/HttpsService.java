package io.github.keycloakduo.simulator;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.util.List;

/** The HTTPS server of a simulator. */
final class HttpsService implements Listener.Service {
  // Load tests open thousands of connections at once.
  private static final int BACKLOG = 4096;

  private final String address;
  private final HttpServer server;

  HttpsService(
      Vertx vertx,
      String address,
      Certificates.Identity identity,
      Handler<HttpConnection> connections,
      Handler<HttpServerRequest> requests) {
    this.address = address;
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setAcceptBacklog(BACKLOG)
            .setKeyCertOptions(KeyCertOptions.wrap(identity.keyManager()));
    server =
        vertx.createHttpServer(options).connectionHandler(connections).requestHandler(requests);
  }

  /** The identity that the kind of certificate calls for. */
  static Certificates.Identity identity(
      CertificateKind kind, Certificates authority, List<String> hosts) {
    return switch (kind) {
      case TRUSTED -> authority.issue(hosts, false);
      case UNKNOWN_CA -> new Certificates("Another CA").issue(hosts, false);
      case WRONG_HOST -> authority.issue(List.of("wrong.host.invalid"), false);
      case EXPIRED -> authority.issue(hosts, true);
    };
  }

  @Override
  public Future<Integer> open(int port) {
    return server.listen(port, address).map(HttpServer::actualPort);
  }

  @Override
  public Future<Void> close() {
    return server.close();
  }
}
