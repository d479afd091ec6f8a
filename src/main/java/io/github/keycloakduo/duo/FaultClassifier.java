package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.settings.DuoConnection;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.HttpProxyHandler.HttpProxyConnectException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** A classifier of transport failures by the classes in their chains of causes. */
final class FaultClassifier {
  /** Netty keeps the proxy's status nowhere but in the message. */
  private static final Pattern PROXY_STATUS = Pattern.compile("status: (\\d{3})");

  private FaultClassifier() {}

  static Fault classify(Throwable failure, DuoConnection connection) {
    Optional<ProxyConnectException> proxy = find(failure, ProxyConnectException.class);
    if (proxy.isPresent()) {
      return proxyFault(proxy.get());
    }
    Kind kind = kind(failure);
    // While there is a proxy, only it is connected to; Duo's name is not even looked up here.
    boolean towardsProxy = connection.proxy().isPresent() && isConnecting(kind);
    return towardsProxy
        ? new Fault(Kind.PROXY_UNREACHABLE, "the proxy is out of reach: " + words(kind))
        : new Fault(kind, kind == Kind.CERTIFICATE ? certificate(failure) : words(kind));
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

  private static boolean isConnecting(Kind kind) {
    return switch (kind) {
      case DNS, REFUSED, NO_ROUTE, CONNECT_TIMEOUT -> true;
      default -> false;
    };
  }

  private static Kind kind(Throwable failure) {
    // Ours, not Duo's: a rush of logins must never look as if Duo were out of reach.
    if (has(failure, ConnectionPoolTooBusyException.class)
        || has(failure, IllegalStateException.class)) {
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
    return has(failure, VertxException.class) ? Kind.CONNECTION_LOST : Kind.BAD_ANSWER;
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
      return "the server's certificate is from an authority that is not trusted";
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
      case INTERNAL -> "this server has no connection to spare for it";
      case BAD_ANSWER -> "the answer is not HTTP";
      case CERTIFICATE -> "the server's certificate is not trusted for this host";
      default -> "the connection broke";
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
