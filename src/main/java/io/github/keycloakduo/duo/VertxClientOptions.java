package io.github.keycloakduo.duo;

import io.github.keycloakduo.settings.CaCertificates;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.HttpsProxy;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The options of Vert.x for connections and requests on one way to Duo. */
final class VertxClientOptions {
  static final Duration MAX_CONNECT_TIME = Duration.ofSeconds(5);

  /** Duo closes idle connections after 60 s; a request sent at that moment would be lost. */
  private static final int IDLE_SECONDS = 45;

  private VertxClientOptions() {}

  /**
   * The options of a client.
   *
   * @param kept whether a connection is kept for the next call
   * @param trusted told the root certificate of each chain that is trusted
   */
  static HttpClientOptions client(
      Vertx vertx, DuoConnection connection, boolean kept, Consumer<String> trusted) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setVerifyHost(true)
            .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
            .setConnectTimeout((int) MAX_CONNECT_TIME.toMillis())
            .setSslHandshakeTimeout(MAX_CONNECT_TIME.toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAlive(kept)
            .setKeepAliveTimeout(IDLE_SECONDS);
    return options.setTrustOptions(
        TrustOptions.wrap(TrustWitness.over(trustManagers(vertx, connection.trust()), trusted)));
  }

  /** The name whose addresses are connected to: of the proxy, if there is one. */
  static String connectedHost(DuoConnection connection) {
    return connection.proxy().map(HttpsProxy::host).orElse(connection.host().host());
  }

  /**
   * The options of a request.
   *
   * @param to one of the addresses of {@link #connectedHost}
   */
  static RequestOptions request(HttpCall call, DuoConnection connection, InetAddress to) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(call.method()))
            .setURI(call.target())
            // The certificate must have this name, and a proxy looks it up by itself.
            .setHost(connection.host().host())
            .setPort(connection.host().port());
    connection
        .proxy()
        .ifPresentOrElse(
            proxy -> options.setProxyOptions(proxy(proxy, to)),
            () ->
                options.setServer(
                    SocketAddress.inetSocketAddress(
                        connection.host().port(), to.getHostAddress())));
    // What is signed must be what is sent; Vert.x would write the port 443 too.
    options.putHeader("Host", connection.host().authority());
    options.putHeader("Accept", "application/json");
    call.headers().forEach(options::putHeader);
    return options;
  }

  /** Of the certificates, else of the JVM. */
  private static TrustManager[] trustManagers(Vertx vertx, Optional<CaCertificates> certificates) {
    try {
      if (certificates.isPresent()) {
        return trust(certificates.get()).getTrustManagerFactory(vertx).getTrustManagers();
      }
      TrustManagerFactory ofJvm =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      ofJvm.init((KeyStore) null);
      return ofJvm.getTrustManagers();
    } catch (Exception unusable) {
      throw new IllegalStateException("the certificates to trust cannot be used", unusable);
    }
  }

  private static PemTrustOptions trust(CaCertificates certificates) {
    PemTrustOptions trust = new PemTrustOptions();
    certificates.pems().forEach(pem -> trust.addCertValue(Buffer.buffer(pem)));
    return trust;
  }

  private static ProxyOptions proxy(HttpsProxy proxy, InetAddress to) {
    ProxyOptions options =
        new ProxyOptions()
            .setType(ProxyType.HTTP)
            .setHost(to.getHostAddress())
            .setPort(proxy.port());
    proxy
        .credentials()
        .ifPresent(
            credentials ->
                options
                    .setUsername(credentials.username())
                    .setPassword(credentials.password().value()));
    return options;
  }
}
