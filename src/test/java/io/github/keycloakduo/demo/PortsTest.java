package io.github.keycloakduo.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void takesThePreferredPortIfItIsFree() {
    Ports ports = new Ports(port -> true);

    assertThat(ports.choose("Keycloak", 8080)).isEqualTo(8080);
    assertThat(ports.changes()).isEmpty();
  }

  @Test
  void saysWhatItTookInsteadOfATakenPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = Ports.ofThisMachine();

      int port = ports.choose("Keycloak", taken.getLocalPort());

      assertThat(port).isNotEqualTo(taken.getLocalPort());
      assertThat(ports.changes())
          .containsExactly(
              "Port %d is taken; Keycloak uses %d instead.".formatted(taken.getLocalPort(), port));
    }
  }
}
