package io.github.keycloakduo.duo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.HostAndPort;
import io.github.keycloakduo.settings.HttpsProxy;
import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.proxy.HttpProxyHandler.HttpProxyConnectException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultClassifierTest {
  private static final Set<Kind> OUT_OF_REACH =
      EnumSet.of(
          Kind.DNS,
          Kind.REFUSED,
          Kind.NO_ROUTE,
          Kind.CONNECT_TIMEOUT,
          Kind.READ_TIMEOUT,
          Kind.CONNECTION_LOST,
          Kind.PROXY_UNREACHABLE);
  private static final DuoConnection DIRECT = way(Optional.empty());
  private static final DuoConnection PROXIED =
      way(
          Optional.of(
              new HttpsProxy(
                  "proxy.test",
                  3128,
                  Optional.of(new HttpsProxy.Credentials("user", new Secret("secret-word"))))));

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(new UnknownHostException("duo.test"), Kind.DNS),
        arguments(new VertxException(new UnknownHostException("duo.test")), Kind.DNS),
        arguments(new ConnectException("Connection refused"), Kind.REFUSED),
        arguments(refinedBy(new ConnectException("Connection refused")), Kind.REFUSED),
        arguments(new NoRouteToHostException("No route to host"), Kind.NO_ROUTE),
        arguments(new SocketException("Network is unreachable"), Kind.NO_ROUTE),
        arguments(new SocketException("Das Netzwerk ist nicht erreichbar"), Kind.NO_ROUTE),
        arguments(refinedBy(new SocketException("Protocol family unavailable")), Kind.NO_ROUTE),
        arguments(new VertxException(new SocketException("Network is down")), Kind.NO_ROUTE),
        arguments(new ConnectTimeoutException("timed out"), Kind.CONNECT_TIMEOUT),
        arguments(handshake(new SslHandshakeTimeoutException("10 s")), Kind.CONNECT_TIMEOUT),
        arguments(new CertificateException("No name matching"), Kind.CERTIFICATE),
        arguments(handshake(new CertificateExpiredException()), Kind.CERTIFICATE),
        arguments(handshake(new CertPathValidatorException("no path")), Kind.CERTIFICATE),
        arguments(handshake(new IOException(new CertificateException())), Kind.CERTIFICATE),
        arguments(new VertxException(new CertificateException("bad PEM")), Kind.CERTIFICATE),
        arguments(new SSLHandshakeException("handshake_failure"), Kind.CERTIFICATE),
        arguments(new DecoderException(new SSLException("bad record")), Kind.CERTIFICATE),
        arguments(new DecoderException(new NotSslRecordException("HTTP")), Kind.CERTIFICATE),
        arguments(handshake(new ClosedChannelException()), Kind.CONNECTION_LOST),
        arguments(handshake(new SocketException("reset")), Kind.CONNECTION_LOST),
        arguments(new ClosedChannelException(), Kind.CONNECTION_LOST),
        arguments(new IOException("Connection reset by peer"), Kind.CONNECTION_LOST),
        arguments(new HttpClosedException("Connection was closed"), Kind.CONNECTION_LOST),
        arguments(new StreamResetException(0), Kind.CONNECTION_LOST),
        arguments(new TooLongFrameException("header"), Kind.BAD_ANSWER),
        arguments(new IllegalArgumentException("invalid version format"), Kind.BAD_ANSWER),
        arguments(new NumberFormatException("chunk"), Kind.BAD_ANSWER),
        arguments(new RuntimeException("who knows"), Kind.BAD_ANSWER),
        arguments(new ConnectionPoolTooBusyException("4096"), Kind.INTERNAL),
        arguments(new IllegalStateException("Client is closed"), Kind.INTERNAL),
        arguments(new ChannelException(new SocketException("no more")), Kind.INTERNAL),
        arguments(new SocketException("Too many open files"), Kind.INTERNAL),
        arguments(new SocketException("No buffer space available"), Kind.INTERNAL),
        arguments(new BindException("Cannot assign requested address"), Kind.INTERNAL),
        arguments(
            new ConnectException("connect(..) failed: Cannot assign requested address"),
            Kind.INTERNAL),
        arguments(new VertxException(new OutOfMemoryError("heap")), Kind.INTERNAL));
  }

  static Stream<Arguments> breaks() {
    return Stream.of(
            new SocketException("Connection reset"),
            new IOException("Broken pipe"),
            new ClosedChannelException(),
            new HttpClosedException("Connection was closed"),
            new StreamResetException(0))
        .map(Arguments::of);
  }

  /** The same exception means something else once there is a connection. */
  @ParameterizedTest
  @MethodSource("breaks")
  void tellsABreakBeforeTheAnswerFromOneInTheMiddle(Exception failure) {
    assertThat(FaultClassifier.inUse(failure, false).kind()).isEqualTo(Kind.CONNECTION_LOST);
    assertThat(FaultClassifier.inUse(failure, true).kind()).isEqualTo(Kind.ANSWER_CUT_OFF);
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(detail(new SocketException("Network is unreachable"), DIRECT))
        .isEqualTo("there is no route to the host");
    assertThat(detail(new SocketException("Network is unreachable"), PROXIED))
        .isEqualTo("the proxy is out of reach: there is no route to the host");
    assertThat(FaultClassifier.inUse(new ClosedChannelException(), false).detail())
        .isEqualTo("the connection was reset or closed before any answer");
  }

  static Stream<Arguments> certificates() {
    String certificate = "the server's certificate ";
    return Stream.of(
            arguments(new CertificateExpiredException(), "has expired, or is not valid yet"),
            arguments(new CertificateNotYetValidException(), "has expired, or is not valid yet"),
            arguments(
                new CertPathValidatorException("no path"),
                "is from an authority that is not trusted"),
            arguments(
                new CertPathBuilderException("no path"),
                "is from an authority that is not trusted"),
            arguments(
                new TrustWitness.UntrustedChainException(
                    "CN=Corp", new CertificateException(new CertPathValidatorException("no path"))),
                "is from an authority that is not trusted: CN=Corp"),
            arguments(new CertificateException("No name matching"), "is for another host"),
            arguments(new SSLException("bad_certificate"), "is not trusted for this host"))
        .map(row -> arguments(row.get()[0], certificate + row.get()[1]));
  }

  @ParameterizedTest
  @MethodSource("certificates")
  void saysWhatIsWrongWithACertificate(Exception failure, String sentence) {
    assertThat(FaultClassifier.inUse(handshake(failure), false).detail()).isEqualTo(sentence);
  }

  private static String detail(Exception failure, DuoConnection way) {
    return FaultClassifier.whileConnecting(failure, way).detail();
  }

  @Test
  void takesOneAddressWithAWrongCertificateForMoreThanManySilentOnes() {
    Fault silence = new Fault(Kind.REFUSED, "refused");
    Fault word = new Fault(Kind.CERTIFICATE, "wrong");
    assertThat(FaultClassifier.gravest(List.of(silence, word, silence))).isEqualTo(word);
    assertThat(FaultClassifier.gravest(List.of(silence, silence))).isEqualTo(silence);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void tellsFailuresApartByTheirTypes(Throwable failure, Kind kind) {
    assertThat(FaultClassifier.whileConnecting(failure, DIRECT).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void blamesTheProxyForWhatHappensBeforeTheTunnel(Throwable failure, Kind kind) {
    boolean connecting =
        EnumSet.of(Kind.DNS, Kind.REFUSED, Kind.NO_ROUTE, Kind.CONNECT_TIMEOUT).contains(kind);
    assertThat(FaultClassifier.whileConnecting(failure, PROXIED).kind())
        .isEqualTo(connecting ? Kind.PROXY_UNREACHABLE : kind);
  }

  @ParameterizedTest
  @CsvSource({
    "'http, basic, /1 => duo, status: 407 Proxy Authentication Required', PROXY_DENIED, 407",
    "'http, basic, /1 => duo, status: 403 Forbidden', PROXY_DENIED, 403",
    "'http, none, /1 => duo, status: 502 Bad Gateway', PROXY_UNREACHABLE, 502",
    "'http, none, /1 => duo, status: 999 Unknown', PROXY_UNREACHABLE, 999",
    "'http, none, /1 => duo, timeout', PROXY_UNREACHABLE, proxy"
  })
  void readsTheStatusOfTheProxy(String message, Kind kind, String told) {
    Fault fault =
        FaultClassifier.whileConnecting(
            refinedBy(new HttpProxyConnectException(message, null)), PROXIED);
    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.detail()).contains(told).doesNotContain("secret-word");
  }

  @Test
  void readsNoStatusFromAnotherKindOfProxyFailure() {
    assertThat(
            FaultClassifier.whileConnecting(new ProxyConnectException("status: 407"), PROXIED)
                .kind())
        .isEqualTo(Kind.PROXY_UNREACHABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection refused", "status: 502", "timed out", "unknown host"})
  void neverTakesAMessageForAnOutage(String message) {
    for (DuoConnection way : List.of(DIRECT, PROXIED)) {
      for (Throwable failure :
          List.of(new RuntimeException(message), new VertxException(message), new Error(message))) {
        assertThat(OUT_OF_REACH)
            .doesNotContain(FaultClassifier.whileConnecting(failure, way).kind());
      }
    }
  }

  @Test
  void endsWithCausesThatGoInACircle() {
    Exception one = new Exception("one");
    one.initCause(new Exception("two", one));
    assertThat(FaultClassifier.whileConnecting(one, DIRECT).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  /** Netty wraps connection failures in a subclass with the address. */
  private static SocketException refinedBy(SocketException cause) {
    SocketException refined = new SocketException(cause.getMessage() + ": duo.test/192.0.2.1:443");
    refined.initCause(cause);
    return refined;
  }

  private static ConnectException refinedBy(ConnectException cause) {
    ConnectException refined = new ConnectException("duo.test/192.0.2.1:443");
    refined.initCause(cause);
    return refined;
  }

  private static SSLHandshakeException handshake(Throwable cause) {
    SSLHandshakeException failure = new SSLHandshakeException("Failed to create SSL connection");
    failure.initCause(cause);
    return failure;
  }

  private static DuoConnection way(Optional<HttpsProxy> proxy) {
    return new DuoConnection(new HostAndPort("duo.test", 443), proxy, Optional.empty());
  }
}
