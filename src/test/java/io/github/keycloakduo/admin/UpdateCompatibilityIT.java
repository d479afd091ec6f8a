package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.testkit.server.Json;
import io.github.keycloakduo.testkit.server.KcCommand;
import io.github.keycloakduo.testkit.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators ask before they replace one node after the other. */
class UpdateCompatibilityIT {
  /** Keycloak's exit codes: all nodes may be replaced one by one, or only all at once. */
  private static final int ROLLING = 0;

  private static final int RECREATE = 3;

  private static final KcCommand SERVER = KcCommand.prepare(ServerOptions.defaults());
  private static JsonNode metadata = Json.read("{}");

  @BeforeAll
  static void askTheRunningVersion(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("running.json");
    KcCommand.Run run = SERVER.run("update-compatibility", "metadata", "--file=" + file);
    assertThat(run.status()).as(run.said()).isZero();
    metadata = Json.read(Files.readString(file));
  }

  @AfterAll
  static void removeServer() {
    SERVER.close();
  }

  @Test
  void theMetadataNamesOurTablesAndSharedObjects() {
    assertThat(metadata.path("duo-mfa").path("tables").asText()).isNotEmpty();
    assertThat(metadata.path("duo-mfa").path("shared-objects").asText()).isNotEmpty();
  }

  @Test
  void theSameVersionMayBeRolled(@TempDir Path folder) throws IOException {
    assertThat(check(folder, metadata).status()).isEqualTo(ROLLING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tables", "shared-objects"})
  void aVersionThatChangesTablesOrSharedObjectsMayNotBeRolled(String changed, @TempDir Path folder)
      throws IOException {
    ObjectNode other = metadata.deepCopy();
    ((ObjectNode) other.path("duo-mfa")).put(changed, "of another version");

    KcCommand.Run run = check(folder, other);

    assertThat(run.status()).as(run.said()).isEqualTo(RECREATE);
    assertThat(run.said()).contains("duo-mfa");
  }

  private static KcCommand.Run check(Path folder, JsonNode running) throws IOException {
    Path file = Files.writeString(folder.resolve("other.json"), running.toString());
    return SERVER.run("update-compatibility", "check", "--file=" + file);
  }
}
