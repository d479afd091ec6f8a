package io.github.keycloakduo.duo;

import io.github.keycloakduo.duo.TrustWitness.UntrustedChainException;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.settings.DuoConnection;
import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.HttpProxyHandler.HttpProxyConnectException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * A classifier of transport failures by their phase and by the classes in their chains of causes.
 */
final class FaultClassifier {
  /** Netty keeps the proxy's status nowhere but in the message. */
  private static final Pattern PROXY_STATUS = Pattern.compile("status: (\\d{3})");

  /** What the system says of connect() and write() when it is out of something. */
  private static final List<String> EXHAUSTED =
      List.of(
          "Too many open files",
          "No buffer space",
          "Cannot allocate memory",
          // No local port is left; a native transport reports it as a refused connection.
          "Cannot assign requested address");

  private FaultClassifier() {}

  /** What ended the making of a connection: nothing was sent yet. */
  static Fault whileConnecting(Throwable failure, DuoConnection connection) {
    Optional<ProxyConnectException> proxy = find(failure, ProxyConnectException.class);
    return proxy.isPresent()
        ? proxyFault(proxy.get())
        : notConnected(fault(connectingKind(failure), failure), connection);
  }

  /** A failure before there was a connection: while there is a proxy, only it is connected to. */
  static Fault notConnected(Fault fault, DuoConnection connection) {
    return connection.proxy().isPresent() && isBeforeConnection(fault.kind())
        ? new Fault(Kind.PROXY_UNREACHABLE, "the proxy is out of reach: " + fault.detail())
        : fault;
  }

  /**
   * What ended an exchange over a connection.
   *
   * @param answering whether a part of the answer had come
   */
  static Fault inUse(Throwable failure, boolean answering) {
    Kind kind = usedKind(failure);
    return fault(kind == Kind.CONNECTION_LOST && answering ? Kind.ANSWER_CUT_OFF : kind, failure);
  }

  /**
   * The one of several faults that says most. Silence says least: where one address was silent and
   * another showed a wrong certificate, the host is not out of reach.
   */
  static Fault gravest(List<Fault> faults) {
    return faults.stream()
        .filter(fault -> !fault.kind().isSilence())
        .findFirst()
        .orElse(faults.get(0));
  }

  private static Fault fault(Kind kind, Throwable failure) {
    return new Fault(kind, kind == Kind.CERTIFICATE ? certificate(failure) : words(kind));
  }

  private static Fault proxyFault(ProxyConnectException failure) {
    Matcher status = PROXY_STATUS.matcher(String.valueOf(failure.getMessage()));
    String code =
        failure instanceof HttpProxyConnectException && status.find() ? status.group(1) : "";
    if (code.equals("407")) {
      return new Fault(Kind.PROXY_DENIED, "the proxy refuses user name and password (HTTP 407)");
    }
    if (code.equals("403")) {
      return new Fault(Kind.PROXY_DENIED, "the proxy forbids connections to Duo (HTTP 403)");
    }
    return new Fault(
        Kind.PROXY_UNREACHABLE,
        "the proxy does not connect to Duo" + (code.isEmpty() ? "" : " (HTTP " + code + ")"));
  }

  private static boolean isBeforeConnection(Kind kind) {
    return switch (kind) {
      case DNS, REFUSED, NO_ROUTE, CONNECT_TIMEOUT -> true;
      default -> false;
    };
  }

  private static Kind connectingKind(Throwable failure) {
    if (isOurs(failure)) {
      return Kind.INTERNAL;
    }
    if (has(failure, UnknownHostException.class)) {
      return Kind.DNS;
    }
    // Before ConnectException, which it extends.
    if (has(failure, ConnectTimeoutException.class)
        || has(failure, SslHandshakeTimeoutException.class)) {
      return Kind.CONNECT_TIMEOUT;
    }
    if (has(failure, NoRouteToHostException.class)) {
      return Kind.NO_ROUTE;
    }
    if (has(failure, ConnectException.class)) {
      return Kind.REFUSED;
    }
    // The JDK has no type for "network is unreachable" and the like. What breaks a TLS handshake
    // comes inside of an SSLException.
    boolean network = has(failure, SocketException.class) && !has(failure, SSLException.class);
    return network ? Kind.NO_ROUTE : usedKind(failure);
  }

  private static Kind usedKind(Throwable failure) {
    if (isOurs(failure)) {
      return Kind.INTERNAL;
    }
    if (has(failure, SslHandshakeTimeoutException.class)) {
      return Kind.CONNECT_TIMEOUT;
    }
    if (has(failure, GeneralSecurityException.class)) {
      return Kind.CERTIFICATE;
    }
    // A handshake that fails by itself is a matter of trust; one that was cut off is not.
    if (causes(failure).anyMatch(FaultClassifier::isPlainInputOutput)) {
      return Kind.CONNECTION_LOST;
    }
    if (has(failure, SSLException.class)) {
      return Kind.CERTIFICATE;
    }
    // What the decoder of Netty cannot read comes as one of the JDK's or its own exceptions.
    return has(failure, HttpClosedException.class) || has(failure, StreamResetException.class)
        ? Kind.CONNECTION_LOST
        : Kind.BAD_ANSWER;
  }

  /**
   * Whether the trouble is here: connections, file handles, ports or memory have run out, or the
   * client is closed. That must never look as if Duo were out of reach.
   */
  private static boolean isOurs(Throwable failure) {
    return has(failure, ConnectionPoolTooBusyException.class)
        || has(failure, IllegalStateException.class)
        || has(failure, ChannelException.class)
        || has(failure, BindException.class)
        || has(failure, Error.class)
        || causes(failure)
            .map(cause -> String.valueOf(cause.getMessage()))
            .anyMatch(message -> EXHAUSTED.stream().anyMatch(message::contains));
  }

  private static boolean isPlainInputOutput(Throwable cause) {
    return cause instanceof IOException && !(cause instanceof SSLException);
  }

  private static String certificate(Throwable failure) {
    if (has(failure, CertificateExpiredException.class)
        || has(failure, CertificateNotYetValidException.class)) {
      return "the server's certificate has expired, or is not valid yet";
    }
    if (has(failure, CertPathBuilderException.class)
        || has(failure, CertPathValidatorException.class)) {
      return "the server's certificate is from an authority that is not trusted"
          + find(failure, UntrustedChainException.class)
              .map(chain -> ": " + chain.root())
              .orElse("");
    }
    // What is left of these checks is the name.
    return has(failure, CertificateException.class)
        ? "the server's certificate is for another host"
        : words(Kind.CERTIFICATE);
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case DNS -> "the host name is unknown";
      case REFUSED -> "the connection was refused";
      case NO_ROUTE -> "there is no route to the host";
      case CONNECT_TIMEOUT -> "no connection in time";
      case CONNECTION_LOST -> "the connection was reset or closed before any answer";
      case ANSWER_CUT_OFF -> "the connection broke in the middle of the answer";
      case INTERNAL -> "this server has no connection to spare for it";
      case BAD_ANSWER -> "the answer is not HTTP";
      case CERTIFICATE -> "the server's certificate is not trusted for this host";
      default -> "the call failed: " + kind;
    };
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    return find(failure, type).isPresent();
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(10);
  }
}
