package io.github.keycloakduo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportJarIT {
  @Test
  void importsByTheOneFileThatIsInstalled(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("plugin.ini"), ImportCommandTest.FILE);
    String jar = TestEnvironment.current().jar().toString();
    Program.Run run =
        Program.run(List.of("-jar", jar), List.of("import", "--json", file.toString()));
    assertThat(run.exitCode()).isZero();
    assertThat(new ObjectMapper().readTree(run.output()).at("/config/duo.skey").asText())
        .isEqualTo("${vault.duo_duo_skey}");
  }
}
