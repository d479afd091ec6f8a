package io.github.keycloakduo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.testkit.server.Http;
import io.github.keycloakduo.testkit.server.KeycloakLine;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
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
    assertThat(keycloak.logText())
        .contains(KeycloakLine.isAtLeast("26.7") ? "Bootstrap completed" : "started in");
    assertThat(keycloak.logText().lines()).filteredOn(line -> line.contains(" ERROR ")).isEmpty();
  }

  @Test
  void namesVersionsAndDatabaseAndWhatKeycloakHasNotFixed(KeycloakUnderTest keycloak) {
    String version = TestEnvironment.current().version();
    List<String> lines =
        keycloak
            .logText()
            .lines()
            .filter(line -> line.contains("[io.github.keycloakduo]"))
            .toList();

    assertThat(lines)
        .filteredOn(line -> line.contains(" on Keycloak " + version + " with H2"))
        .singleElement()
        .satisfies(line -> assertThat(line).containsPattern("Duo MFA \\d+\\.\\d+\\.\\d+ on "));
    assertThat(lines)
        .filteredOn(line -> line.contains("Keycloak " + version + " has CVE-"))
        .hasSize(KeycloakLine.isAtLeast("26.7.5") ? 0 : KeycloakLine.isAtLeast("26.5.7") ? 2 : 3)
        .allSatisfy(line -> assertThat(line).contains(" WARN ").contains("Update Keycloak to"));
  }

  @Test
  void showsMetrics(KeycloakUnderTest keycloak) {
    assertThat(keycloak.metrics()).contains("jvm_");
  }
}
