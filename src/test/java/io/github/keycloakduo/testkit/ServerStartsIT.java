package io.github.keycloakduo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.testkit.server.Http;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KeycloakExtension.class)
class ServerStartsIT {

  @Test
  void isReadyWithTheJarInProviders(KeycloakUnderTest keycloak) {
    URI ready = URI.create(keycloak.managementUrl() + "/health/ready");

    assertThat(Http.send(HttpRequest.newBuilder(ready)).statusCode()).isEqualTo(200);
  }

  @Test
  void logsNoErrorWhenStarting(KeycloakUnderTest keycloak) {
    assertThat(keycloak.logText()).contains("Bootstrap completed");
    assertThat(keycloak.logText().lines()).filteredOn(line -> line.contains(" ERROR ")).isEmpty();
  }

  @Test
  void showsMetrics(KeycloakUnderTest keycloak) {
    URI metrics = URI.create(keycloak.managementUrl() + "/metrics");

    assertThat(Http.send(HttpRequest.newBuilder(metrics)).body()).contains("jvm_");
  }
}
