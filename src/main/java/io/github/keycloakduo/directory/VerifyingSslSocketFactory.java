package io.github.keycloakduo.directory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A factory of TLS sockets for one server, whose handshake ends in time and only with a certificate
 * for that server (RFC 4513, section 3.1.3). The LDAP library leaves out the first always, and the
 * second after StartTLS.
 */
final class VerifyingSslSocketFactory extends SSLSocketFactory {
  private final SSLSocketFactory sockets;
  private final String server;
  private final int timeoutMillis;

  VerifyingSslSocketFactory(SSLSocketFactory sockets, String server, Duration timeout) {
    this.sockets = sockets;
    this.server = server;
    this.timeoutMillis = (int) timeout.toMillis();
  }

  private Socket verifying(Socket socket) throws IOException {
    // The library sets limits of its own later, for each answer.
    socket.setSoTimeout(timeoutMillis);
    if (!(socket instanceof SSLSocket tls)) {
      socket.close();
      throw new SSLException("the factory of TLS sockets made another socket");
    }
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("LDAPS");
    tls.setSSLParameters(parameters);
    return tls;
  }

  @Override
  public Socket createSocket() throws IOException {
    return verifying(sockets.createSocket());
  }

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    // Not the host that the library found: the one that the administrator wrote.
    return verifying(sockets.createSocket(plain, server, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return verifying(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return verifying(sockets.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return verifying(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return verifying(sockets.createSocket(host, port, from, fromPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }
}
