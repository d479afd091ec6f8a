package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConnectProxyTest {
  private static final int PATIENCE_MILLIS = 10_000;

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();

  private final ConnectProxy proxy = ConnectProxy.start();

  @BeforeEach
  void mapTheUsualPort() {
    proxy.map("localhost:443", SIMULATOR.duo().host());
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  @Test
  void opensATunnelToTheMappedPlace() throws IOException {
    assertThat(answer("CONNECT localhost:443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200");
    assertThat(proxy.tunnels()).isEqualTo(1);
    assertThat(proxy.requests()).extracting("target").containsExactly("localhost:443");
  }

  @Test
  void wantsCredentialsWhenTold() throws IOException {
    proxy.requireCredentials("user", "pass");
    String connect = "CONNECT localhost:443 HTTP/1.1\r\n";
    String header = "Proxy-Authorization: Basic ";
    assertThat(answer(connect + "\r\n"))
        .startsWith("HTTP/1.1 407")
        .contains("Proxy-Authenticate: Basic realm=\"proxy\"");
    assertThat(answer(connect + header + "d3Jvbmc=\r\n\r\n")).startsWith("HTTP/1.1 407");
    String good = TestCodecs.base64("user:pass");
    assertThat(answer(connect + header + good + "\r\n\r\n")).startsWith("HTTP/1.1 200");
    assertThat(proxy.tunnels()).isEqualTo(1);
  }

  @Test
  void answersWithTheStatusItWasTold() throws IOException {
    proxy.refuseWith(403);
    assertThat(answer("CONNECT localhost:443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403");
    proxy.refuseWith(0);
    assertThat(answer("CONNECT localhost:443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  void knowsNothingButConnect() throws IOException {
    assertThat(answer("GET http://localhost/ HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405");
  }

  @Test
  void saysBadGatewayWhenTheTargetIsNotThere() throws IOException {
    int closed = closedPort();
    assertThat(answer("CONNECT 127.0.0.1:" + closed + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 502");
  }

  @Test
  void hangsAndRefusesWhenTold() throws IOException {
    proxy.hang(true);
    try (Socket socket = connect()) {
      socket.setSoTimeout(200);
      write(socket, "CONNECT localhost:443 HTTP/1.1\r\n\r\n");
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
    proxy.stopListening();
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    proxy.hang(false).resume();
    assertThat(answer("CONNECT localhost:443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200");
  }

  private static int closedPort() {
    ConnectProxy other = ConnectProxy.start();
    other.close();
    return other.port();
  }

  private String answer(String request) throws IOException {
    try (Socket socket = connect()) {
      write(socket, request);
      byte[] start = new byte[200];
      int length = socket.getInputStream().read(start);
      return new String(start, 0, length, StandardCharsets.UTF_8);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(proxy.host(), proxy.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
