package io.github.keycloakduo.directory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS sockets for one server, whose handshake ends in time and only with a certificate for that
 * server. The LDAP library leaves out the first always, and the second after StartTLS.
 */
final class VerifyingSslSocketFactory extends SSLSocketFactory {
  private final SSLSocketFactory sockets;
  private final String server;
  private final int millis;

  VerifyingSslSocketFactory(SSLSocketFactory sockets, String server, Duration patience) {
    this.sockets = sockets;
    this.server = server;
    this.millis = (int) patience.toMillis();
  }

  private Socket strict(Socket socket) throws IOException {
    // The library sets limits of its own later, for each answer.
    socket.setSoTimeout(millis);
    SSLSocket tls = (SSLSocket) socket;
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("LDAPS");
    tls.setSSLParameters(parameters);
    return tls;
  }

  @Override
  public Socket createSocket() throws IOException {
    return strict(sockets.createSocket());
  }

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    // Not the host that the library found: the one that the administrator wrote.
    return strict(sockets.createSocket(plain, server, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return strict(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return strict(sockets.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return strict(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return strict(sockets.createSocket(host, port, from, fromPort));
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
